using System.Text.Json;
using Klue.Tokenizer;

namespace Klue.Cli.Output;

/// <summary>An encoding as JSON, field by field as HF's golden rows have it.</summary>
internal static class EncodingJson
{
    /// <summary>Writes an encoding and its overflow windows.</summary>
    public static void Write(Utf8JsonWriter json, Encoding encoding)
    {
        json.WriteStartObject();
        WriteArray(json, "ids", encoding.Ids, json.WriteNumberValue);
        WriteArray(json, "tokens", encoding.Tokens, json.WriteStringValue);
        WriteArray(json, "offsets", encoding.Offsets, offset =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(offset.Start);
            json.WriteNumberValue(offset.End);
            json.WriteEndArray();
        });
        WriteArray(json, "type_ids", encoding.TypeIds, json.WriteNumberValue);
        WriteArray(json, "attention_mask", encoding.AttentionMask, json.WriteNumberValue);
        WriteArray(json, "special_tokens_mask", encoding.SpecialTokensMask, json.WriteNumberValue);
        WriteArray(json, "word_ids", encoding.WordIds, number => WriteNullable(json, number));
        WriteArray(json, "sequence_ids", encoding.SequenceIds, number => WriteNullable(json, number));
        if (encoding.Overflow.Length > 0)
        {
            WriteArray(json, "overflow", encoding.Overflow, window => Write(json, window));
        }

        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value);
        }

        json.WriteEndArray();
    }

    private static void WriteNullable(Utf8JsonWriter json, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
