using System.Text.Json;
using System.Text.Json.Serialization;
using Klue.Pipelines;
using Klue.Server.Errors;
using Klue.Server.Http;

namespace Klue.Server.Tei;

/// <summary>
/// Reads what text-embeddings-inference classifies: a string, a pair as an array of two, or an array of arrays of one or two. An
/// array of strings alone is therefore one text or one pair, never several texts.
/// </summary>
internal sealed class PredictInputsConverter : JsonConverter<OneOrMany<TextPair>>
{
    /// <inheritdoc/>
    public override OneOrMany<TextPair> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new OneOrMany<TextPair>([new TextPair(reader.GetString()!)], IsMany: false);
        }

        var ahead = reader;
        if (reader.TokenType != JsonTokenType.StartArray || !ahead.Read())
        {
            throw Unexpected();
        }

        if (ahead.TokenType == JsonTokenType.String)
        {
            return new OneOrMany<TextPair>([ReadOne(ref reader)], IsMany: false);
        }

        var items = new List<TextPair>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadOne(ref reader));
        }

        return new OneOrMany<TextPair>(items, IsMany: true);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OneOrMany<TextPair> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read, not written.");

    private static TextPair ReadOne(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Unexpected();
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.TokenType == JsonTokenType.String && texts.Count < 2 ? reader.GetString()! : throw Unexpected());
        }

        return texts switch
        {
            [var text] => new TextPair(text),
            [var text, var pair] => new TextPair(text, pair),
            _ => throw Unexpected(),
        };
    }

    private static RequestException Unexpected() =>
        new(ErrorKind.WrongShape, "'inputs' is neither a string, nor a pair of strings, nor an array of arrays of one or two strings.");
}
