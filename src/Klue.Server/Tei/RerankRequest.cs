namespace Klue.Server.Tei;

/// <summary>The request of <c>/rerank</c>.</summary>
internal sealed record RerankRequest(
    string? Query,
    string[]? Texts,
    bool? Truncate,
    string? TruncationDirection,
    string? Model,
    bool RawScores = false,
    bool ReturnText = false);
