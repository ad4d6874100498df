using System.Text.Json;

namespace Klue.Server.Http;

/// <summary>Reads a string or an array of strings.</summary>
internal sealed class TextsConverter() : OneOrManyConverter<string>("a string or an array of strings")
{
    /// <inheritdoc/>
    protected override bool TryReadOne(ref Utf8JsonReader reader, out string item)
    {
        item = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return reader.TokenType == JsonTokenType.String;
    }
}
