using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.Tei;

/// <summary>The request of <c>/embed</c>, <c>/embed_all</c> and <c>/embed_sparse</c>; only the first reads the last two fields.</summary>
internal sealed record EmbedRequest(
    [property: JsonConverter(typeof(TextsOrIdsConverter))] OneOrMany<TextOrIds>? Inputs,
    bool? Truncate,
    string? TruncationDirection,
    string? PromptName,
    string? Model,
    bool Normalize = true,
    int? Dimensions = null)
{
    /// <summary>What happens to long texts.</summary>
    [JsonIgnore]
    public Truncation Truncation => RequestFields.Truncation(Truncate, TruncationDirection);

    /// <summary>The inputs as texts of a model.</summary>
    public IReadOnlyList<string> Texts(ServedModel model) => [.. RequestFields.Required(Inputs, "inputs").Items.Select(input => input.ToText(model.Model.Tokenizer))];
}
