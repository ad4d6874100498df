using System.Text.Json;
using Klue.Pipelines;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Reads a string, a pair <c>{"text": ..., "text_pair": ...}</c>, or an array of these.</summary>
internal sealed class ClassificationInputsConverter() : OneOrManyConverter<TextPair>("a string, an object with 'text' and 'text_pair', or an array of these")
{
    /// <inheritdoc/>
    protected override bool TryReadOne(ref Utf8JsonReader reader, out TextPair item)
    {
        item = default;
        if (reader.TokenType == JsonTokenType.String)
        {
            item = new TextPair(reader.GetString()!);
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var texts = JsonSerializer.Deserialize(ref reader, HuggingFaceJson.Web.PairInput)!;
        item = new TextPair(RequestFields.Required(texts.Text, "text"), texts.TextPair);
        return true;
    }
}
