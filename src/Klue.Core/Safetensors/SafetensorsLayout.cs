using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Klue.Checkpoints;

namespace Klue.Safetensors;

/// <summary>Where the writer puts each tensor, and the header that says so.</summary>
internal static class SafetensorsLayout
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Escapes no more than JSON must, as the reference writer does.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Orders the tensors by type, widest first, then by the bytes of their names, and places them without a gap. Where their
    /// data are to be aligned beyond what their types need, those that fill whole lines come first, so that each begins on one.
    /// </summary>
    public static TensorInfo[] Place(string file, IEnumerable<TensorInfo> tensors, int alignment = SafetensorsWriter.DefaultAlignment)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.MetadataName };
        var ordered = new List<NamedTensor>();
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new SafetensorsException(
                    file, SafetensorsRule.DuplicateName, "each name once", $"{Quoted.Text(tensor.Name)} a second time or as a tensor");
            }

            ordered.Add(new NamedTensor(tensor, Encode(file, tensor.Name)));
        }

        bool BreaksLine(TensorInfo tensor) => alignment > SafetensorsWriter.DefaultAlignment && tensor.ByteLength % alignment != 0;
        ordered.Sort((left, right) => BreaksLine(left.Tensor) != BreaksLine(right.Tensor)
            ? BreaksLine(left.Tensor).CompareTo(BreaksLine(right.Tensor))
            : left.Tensor.Dtype != right.Tensor.Dtype
            ? right.Tensor.Dtype.CompareTo(left.Tensor.Dtype)
            : left.Name.AsSpan().SequenceCompareTo(right.Name));

        var placed = new TensorInfo[ordered.Count];
        var end = 0L;
        for (var i = 0; i < placed.Length; i++)
        {
            placed[i] = ordered[i].Tensor with { Begin = end };
            end = placed[i].ByteLength <= long.MaxValue - SafetensorsHeader.MaxLength - 2 * SafetensorsHeader.PrefixLength - end
                ? placed[i].End
                : throw new SafetensorsException(
                    file,
                    SafetensorsRule.ValidationOverflow,
                    "data that 64 bits can count",
                    $"more with tensor {Quoted.Text(placed[i].Name)}");
        }

        return placed;
    }

    /// <summary>The bytes before the data: the length, the JSON, and spaces up to a multiple of <paramref name="alignment"/>.</summary>
    public static ReadOnlySpan<byte> WriteHeader(
        string file, IReadOnlyList<TensorInfo> tensors, IReadOnlyDictionary<string, string>? metadata, int alignment)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write(stackalloc byte[SafetensorsHeader.PrefixLength]);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            WriteJson(file, json, tensors, metadata);
        }

        var padding = (alignment - buffer.WrittenCount % alignment) % alignment;
        buffer.Write(Encoding.UTF8.GetBytes(new string(' ', padding)));
        var length = buffer.WrittenCount - SafetensorsHeader.PrefixLength;
        if (length > SafetensorsHeader.MaxLength)
        {
            throw new SafetensorsException(
                file, SafetensorsRule.HeaderTooLarge, $"a header of at most {SafetensorsHeader.MaxLength} bytes", $"{length}");
        }

        var header = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, length);
        return header;
    }

    private static void WriteJson(
        string file, Utf8JsonWriter json, IReadOnlyList<TensorInfo> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        json.WriteStartObject();
        if (metadata is { Count: > 0 })
        {
            json.WriteStartObject(SafetensorsHeader.MetadataName);
            foreach (var key in metadata.Keys.Order(StringComparer.Ordinal))
            {
                json.WriteString(Encode(file, key), Encode(file, metadata[key]));
            }

            json.WriteEndObject();
        }

        foreach (var tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype"u8, tensor.Dtype.FileName);
            json.WriteStartArray("shape"u8);
            foreach (var size in tensor.Shape.Dimensions)
            {
                json.WriteNumberValue(size);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets"u8);
            json.WriteNumberValue(tensor.Begin);
            json.WriteNumberValue(tensor.End);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static byte[] Encode(string file, string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new SafetensorsException(
                file, SafetensorsRule.InvalidHeader, "names and metadata of Unicode text", $"a lone surrogate in {Quoted.Text(text)}");
        }
    }

    private sealed record NamedTensor(TensorInfo Tensor, byte[] Name);
}
