namespace Klue.Server.Tei;

/// <summary>How the texts of <c>/similarity</c> are read.</summary>
internal sealed record SimilarityParameters(bool? Truncate, string? TruncationDirection, string? PromptName);
