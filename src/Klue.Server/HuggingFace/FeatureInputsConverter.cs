using System.Text.Json;
using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Reads a string, an array of strings, or an object with <c>source_sentence</c> and <c>sentences</c>.</summary>
internal sealed class FeatureInputsConverter : JsonConverter<FeatureInputs>
{
    private static readonly TextsConverter Texts = new();

    /// <inheritdoc/>
    public override FeatureInputs Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? new FeatureInputs(null, JsonSerializer.Deserialize(ref reader, HuggingFaceJson.Web.SimilarityInputs))
            : new FeatureInputs(Texts.Read(ref reader, typeof(OneOrMany<string>), options), null);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FeatureInputs value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read, not written.");
}
