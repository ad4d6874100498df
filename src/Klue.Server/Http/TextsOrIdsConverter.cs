using System.Text.Json;

namespace Klue.Server.Http;

/// <summary>Reads a string, the ids of a text, or an array of these.</summary>
internal sealed class TextsOrIdsConverter() : OneOrManyConverter<TextOrIds>("a string, an array of token ids, or an array of these")
{
    /// <inheritdoc/>
    protected override bool TryReadOne(ref Utf8JsonReader reader, out TextOrIds item)
    {
        item = default;
        if (reader.TokenType == JsonTokenType.String)
        {
            item = new TextOrIds(reader.GetString(), null);
            return true;
        }

        // An array is one text when its first element is a number.
        var ahead = reader;
        if (reader.TokenType != JsonTokenType.StartArray || !ahead.Read() || ahead.TokenType != JsonTokenType.Number)
        {
            return false;
        }

        item = new TextOrIds(null, TokenIds.Read(ref reader) ?? throw Unexpected());
        return true;
    }
}
