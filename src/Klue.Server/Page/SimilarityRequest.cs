namespace Klue.Server.Page;

/// <summary>Asks how alike some sentences are.</summary>
/// <param name="Texts">The sentences.</param>
/// <param name="Model">The model; the one that embeds if not given.</param>
internal sealed record SimilarityRequest(string[]? Texts, string? Model);
