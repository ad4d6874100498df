using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Klue.Server.OpenAi;

/// <summary>Writes a vector as numbers or as base64.</summary>
internal sealed class EmbeddingConverter : JsonConverter<EmbeddingNumbers>
{
    /// <inheritdoc/>
    public override EmbeddingNumbers Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are written, not read.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EmbeddingNumbers value, JsonSerializerOptions options)
    {
        if (value.IsBase64)
        {
            var bytes = new byte[value.Values.Length * sizeof(float)];
            for (var i = 0; i < value.Values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), value.Values.Span[i]);
            }

            writer.WriteBase64StringValue(bytes);
            return;
        }

        writer.WriteStartArray();
        foreach (var number in value.Values.Span)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
