using System.Text.Json.Serialization;

namespace Klue.Server.Tei;

/// <summary>The request of <c>/decode</c>.</summary>
internal sealed record DecodeRequest(
    [property: JsonConverter(typeof(IdListsConverter))] IReadOnlyList<int[]>? Ids,
    string? Model,
    bool SkipSpecialTokens = true);
