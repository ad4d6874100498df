using System.Text.Json;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Reads a question with its context, or an array of these.</summary>
internal sealed class QuestionsConverter() : OneOrManyConverter<QuestionInput>("an object with 'question' and 'context', or an array of these")
{
    /// <inheritdoc/>
    protected override bool TryReadOne(ref Utf8JsonReader reader, out QuestionInput item)
    {
        var isOne = reader.TokenType == JsonTokenType.StartObject;
        item = isOne ? JsonSerializer.Deserialize(ref reader, HuggingFaceJson.Web.QuestionInput)! : new QuestionInput(null, null);
        return isOne;
    }
}
