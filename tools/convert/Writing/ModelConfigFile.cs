using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Klue.Checkpoints;
using Klue.Configuration;
using Klue.IO;
using Klue.Tasks;

namespace Klue.Conversion.Writing;

/// <summary>A model's config.json: what the conversion reads of it, and the same with what the conversion changes.</summary>
internal sealed class ModelConfigFile
{
    // KLUE-baseline sets it on every model that it saves.
    private const string KlueBaselineMark = "save_step";
    private const int LongestFile = 16 << 20;

    private static readonly JsonWriterOptions WriterOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _bytes;
    private readonly JsonSection _root;

    private ModelConfigFile(byte[] bytes, JsonSection root) => (_bytes, _root) = (bytes, root);

    /// <summary>Whether KLUE-baseline saved the model.</summary>
    public bool IsOfKlueBaseline => _root.GetNullableInt32(KlueBaselineMark, 0) is not null;

    /// <summary>Whether the masked-LM decoder is the word embeddings, as it is unless the file says otherwise.</summary>
    public bool TiesDecoder => _root.GetBoolean("tie_word_embeddings", true);

    /// <summary>The class that HF saved the model as; null when the file does not say.</summary>
    public string? Architecture => _root.GetStrings("architectures") is [var first, ..] ? first : null;

    /// <summary>Reads the config.json of a folder; null when there is none.</summary>
    /// <exception cref="ConfigurationException">It is not strict JSON, or no object.</exception>
    /// <exception cref="FileAccessException">It cannot be read.</exception>
    public static ModelConfigFile? TryLoad(string folder)
    {
        var path = Path.Combine(folder, ModelPart.ConfigFile);
        return File.Exists(path) ? new ModelConfigFile(FileReading.ReadAll(path, LongestFile), JsonFile.ReadObject(path)) : null;
    }

    /// <summary>
    /// The file as it goes with the new weights: their type, the rows that their vocabulary really has, and the head of a KLUE-baseline
    /// checkpoint. Byte for byte the old one when nothing changes.
    /// </summary>
    public ReadOnlySpan<byte> Adapt(ConversionPlan plan, ConversionOptions options, KlueHead? head, ICollection<string> warnings)
    {
        var changes = new Dictionary<string, Action<Utf8JsonWriter>>(StringComparer.Ordinal);
        if (options is { Dtype: { } dtype, Packing: null })
        {
            changes["torch_dtype"] = json => json.WriteStringValue(TorchName(dtype));
        }

        if (VocabularySize(plan) is { } rows && _root.GetNullableInt32("vocab_size", 0) is { } stated && stated != rows)
        {
            warnings.Add($"{Quoted.Text(_root.File)}: vocab_size is {stated}, but the word embeddings have {rows} rows; the new file says {rows}");
            changes["vocab_size"] = json => json.WriteNumberValue(rows);
        }

        if (head is not null)
        {
            AddHead(changes, head);
        }

        return changes.Count == 0 ? _bytes : Rewrite(changes);
    }

    private static void AddHead(Dictionary<string, Action<Utf8JsonWriter>> changes, KlueHead head)
    {
        changes["klue_task"] = json => json.WriteStringValue(head.Task.Name());
        if (head.Task == KlueTask.Sts)
        {
            // Without it HF would put a sigmoid on the one number that the head gives.
            changes["problem_type"] = json => json.WriteStringValue("regression");
        }

        if (head.Labels.Count > 0)
        {
            changes["id2label"] = json => WriteObject(json, head.Labels.Select((label, id) => (id.ToString(CultureInfo.InvariantCulture), label)), json.WriteStringValue);
            changes["label2id"] = json => WriteObject(json, head.Labels.Select((label, id) => (label, id)), json.WriteNumberValue);
        }

        if (head.Sizes.Count > 0)
        {
            changes["klue_head"] = json => WriteObject(json, head.Sizes, json.WriteNumberValue);
        }
    }

    private static void WriteObject<T>(Utf8JsonWriter json, IEnumerable<(string Name, T Value)> properties, Action<T> writeValue)
    {
        json.WriteStartObject();
        foreach (var (name, value) in properties)
        {
            json.WritePropertyName(name);
            writeValue(value);
        }

        json.WriteEndObject();
    }

    private ReadOnlySpan<byte> Rewrite(Dictionary<string, Action<Utf8JsonWriter>> changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var document = JsonDocument.Parse(_bytes))
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                json.WritePropertyName(property.Name);
                if (changes.Remove(property.Name, out var change))
                {
                    change(json);
                }
                else
                {
                    property.Value.WriteTo(json);
                }
            }

            foreach (var (name, change) in changes)
            {
                json.WritePropertyName(name);
                change(json);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    private static long? VocabularySize(ConversionPlan plan)
    {
        var tensors = plan.Tensors.Select(tensor => tensor.Target).ToList();
        return TensorNames.DetectPrefix(tensors) is { } prefix && tensors.Find(tensor => tensor.Name == prefix + TensorNames.WordEmbeddings) is { Shape: { Rank: 2 } shape }
            ? (long)shape[0]
            : null;
    }

    private static string TorchName(Dtype dtype) => dtype switch
    {
        Dtype.F16 => "float16",
        Dtype.BF16 => "bfloat16",
        Dtype.F32 => "float32",
        _ => throw new ArgumentOutOfRangeException(nameof(dtype)),
    };
}
