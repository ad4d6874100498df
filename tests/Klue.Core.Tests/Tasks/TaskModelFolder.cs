using System.Globalization;
using System.Text.Json;
using Klue.Checkpoints;
using Klue.Safetensors;
using Klue.Tasks;
using Klue.Tasks.Decoding;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

/// <summary>
/// A folder with a very small model of random weights that has the head of a task, as Hugging Face or klue-convert writes it: real in every
/// shape and name, and sure to know nothing.
/// </summary>
internal sealed class TaskModelFolder : IDisposable
{
    private const int Hidden = 16;
    private const int Layers = 2;
    private const int Intermediate = 32;

    // Of the parser.
    private const int Tags = 4;
    private const int State = 8;
    private const int Arc = 6;
    private const int Type = 5;

    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Name, long[] Shape)> _tensors = [];

    /// <summary>Makes a folder.</summary>
    /// <param name="task">The task.</param>
    /// <param name="labels">The names of the labels; the task's own when null.</param>
    /// <param name="hasNames">Whether config.json names the labels, or only counts them.</param>
    /// <param name="positions">How many tokens the model can read.</param>
    /// <param name="headSizes">What config.json says of the head's sizes; the truth when null.</param>
    public TaskModelFolder(KlueTask task, IReadOnlyList<string>? labels = null, bool hasNames = true, int positions = 512, Dictionary<string, int>? headSizes = null)
    {
        var vocabulary = RepositoryFolder.Find("models", "klue-mini", "vocab.txt");
        File.Copy(vocabulary, _folder.File("vocab.txt"));
        var rows = File.ReadLines(vocabulary).Count() + (task == KlueTask.Re ? EntityMarkers.Tokens.Count : 0);
        labels ??= LabelsOf(task);
        AddTrunk(task is KlueTask.Dp or KlueTask.Wos ? "model." : "bert.", rows, positions);
        AddHead(task, rows, labels.Count);
        _folder.Write("config.json", Config(task, rows, positions, labels, hasNames, headSizes));
        WriteWeights(task);
    }

    public string FullName => _folder.FullName;

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<string> LabelsOf(KlueTask task) => task switch
    {
        KlueTask.Ynat => KlueLabels.Topics(),
        KlueTask.Nli => KlueLabels.Inference(),
        KlueTask.Ner => KlueLabels.EntityTags(),
        KlueTask.Re => KlueLabels.Relations,
        KlueTask.Dp => KlueLabels.DependencyRelations,
        KlueTask.Wos => KlueLabels.Gates,
        KlueTask.Sts => ["LABEL_0"],
        _ => ["LABEL_0", "LABEL_1"],
    };

    private static string Config(KlueTask task, int rows, int positions, IReadOnlyList<string> labels, bool hasNames, Dictionary<string, int>? headSizes)
    {
        // The parser and the tracker keep the name of the class that their trunk was taken from.
        var architecture = task switch
        {
            KlueTask.Dp or KlueTask.Wos => "BertForMaskedLM",
            KlueTask.Ner => "BertForTokenClassification",
            KlueTask.Mrc => "BertForQuestionAnswering",
            _ => "BertForSequenceClassification",
        };
        var config = new Dictionary<string, object>
        {
            ["architectures"] = new[] { architecture },
            ["model_type"] = "bert",
            ["vocab_size"] = rows,
            ["hidden_size"] = Hidden,
            ["num_hidden_layers"] = Layers,
            ["num_attention_heads"] = 2,
            ["intermediate_size"] = Intermediate,
            ["max_position_embeddings"] = positions,
            ["id2label"] = labels.Select((label, id) => (Id: id.ToString(CultureInfo.InvariantCulture), Label: hasNames ? label : $"LABEL_{id}")).ToDictionary(pair => pair.Id, pair => pair.Label),
        };
        if (task is KlueTask.Dp or KlueTask.Wos)
        {
            config["klue_task"] = task.Name();
            config["klue_head"] = headSizes ?? (task == KlueTask.Dp
                ? new Dictionary<string, int> { ["hidden_size"] = State, ["arc_space"] = Arc, ["type_space"] = Type, ["pos_dim"] = Tags, ["encoder_layers"] = 1, ["decoder_layers"] = 1 }
                : new Dictionary<string, int> { ["hidden_size"] = Hidden });
        }

        return JsonSerializer.Serialize(config);
    }

    private void AddTrunk(string prefix, int rows, int positions)
    {
        Add(prefix + "embeddings.word_embeddings.weight", rows, Hidden);
        Add(prefix + "embeddings.position_embeddings.weight", positions, Hidden);
        Add(prefix + "embeddings.token_type_embeddings.weight", 2, Hidden);
        AddPair(prefix + "embeddings.LayerNorm", Hidden);
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"{prefix}encoder.layer.{layer}";
            foreach (var part in (string[])["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"])
            {
                AddPair($"{name}.{part}", Hidden, Hidden);
            }

            AddPair($"{name}.attention.output.LayerNorm", Hidden);
            AddPair($"{name}.intermediate.dense", Intermediate, Hidden);
            AddPair($"{name}.output.dense", Hidden, Intermediate);
            AddPair($"{name}.output.LayerNorm", Hidden);
        }

        AddPair(prefix + "pooler.dense", Hidden, Hidden);
    }

    private void AddHead(KlueTask task, int rows, int labels)
    {
        switch (task)
        {
            case KlueTask.Dp:
                AddParser(labels);
                break;
            case KlueTask.Wos:
                Add("decoder.embed.weight", rows, Hidden);
                AddRecurrent("decoder.gru", 3, Hidden, Hidden);
                AddPair("decoder.w_gen", 1, 3 * Hidden);
                AddPair("decoder.w_gate", labels, Hidden);
                break;
            case KlueTask.Mrc:
                AddPair("qa_outputs", 2, Hidden);
                break;
            default:
                AddPair("classifier", labels, Hidden);
                break;
        }
    }

    private void AddParser(int labels)
    {
        Add("pos_embedding.weight", KlueLabels.PartsOfSpeech.Count + 1, Tags);
        AddRecurrent("encoder", 4, State, (2 * Hidden) + Tags);
        AddRecurrent("encoder", 4, State, (2 * Hidden) + Tags, "_reverse");
        AddRecurrent("decoder", 4, State, State);
        AddPair("src_dense", State, 2 * State);
        AddPair("hx_dense", State, 2 * State);
        AddPair("arc_c", Arc, 2 * State);
        AddPair("arc_h", Arc, State);
        AddPair("type_c", Type, 2 * State);
        AddPair("type_h", Type, State);
        Add("attention.U", 1, Arc, Arc);
        Add("attention.W_d", 1, Arc);
        Add("attention.W_e", 1, Arc);
        Add("attention.b", 1, 1, 1);
        Add("bilinear.U", labels, Type, Type);
        Add("bilinear.W_l", labels, Type);
        Add("bilinear.W_r", labels, Type);
        Add("bilinear.bias", labels);
    }

    private void AddRecurrent(string name, int gates, int hidden, int input, string suffix = "")
    {
        Add($"{name}.weight_ih_l0{suffix}", gates * hidden, input);
        Add($"{name}.weight_hh_l0{suffix}", gates * hidden, hidden);
        Add($"{name}.bias_ih_l0{suffix}", gates * hidden);
        Add($"{name}.bias_hh_l0{suffix}", gates * hidden);
    }

    private void AddPair(string name, params long[] shape)
    {
        Add(name + ".weight", shape);
        Add(name + ".bias", shape[0]);
    }

    private void Add(string name, params long[] shape) => _tensors.Add((name, shape));

    private void WriteWeights(KlueTask task)
    {
        var random = new Random((int)task + 1);
        using var writer = SafetensorsWriter.Create(
            _folder.File("model.safetensors"), _tensors.Select(tensor => new TensorInfo(tensor.Name, Dtype.F32, new TensorShape(tensor.Shape))));
        foreach (var (name, shape) in _tensors)
        {
            var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
            foreach (ref var value in values.AsSpan())
            {
                // Padding, whose arcs score 0, can then win against a sentence's own words.
                value = name == "attention.b" ? -1 : (float)(random.NextDouble() - 0.5);
            }

            writer.Write(name, values);
        }

        writer.Commit();
    }
}
