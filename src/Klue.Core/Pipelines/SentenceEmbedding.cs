namespace Klue.Pipelines;

/// <summary>A text as a vector.</summary>
/// <param name="Vector">The vector.</param>
/// <param name="TokenCount">How many tokens it was made of, special ones and those of the prompt included.</param>
/// <param name="IsTruncated">Whether the text was longer, and its end was left out.</param>
public sealed record SentenceEmbedding(ReadOnlyMemory<float> Vector, int TokenCount, bool IsTruncated);
