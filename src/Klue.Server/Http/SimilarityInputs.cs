namespace Klue.Server.Http;

/// <summary>A sentence and those it is compared with.</summary>
internal sealed record SimilarityInputs(string? SourceSentence, string[]? Sentences);
