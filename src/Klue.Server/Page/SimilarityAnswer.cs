using Klue.Pipelines;

namespace Klue.Server.Page;

/// <summary>How alike some sentences are.</summary>
/// <param name="Similarity">The cosine of the vectors of each sentence and each other, [N][N].</param>
internal sealed record SimilarityAnswer(IReadOnlyList<float[]> Similarity)
{
    public static SimilarityAnswer Of(IReadOnlyList<SentenceEmbedding> embeddings) => new(
        [.. embeddings.Select(left => embeddings.Select(right => Pipelines.Similarity.Between(left.Vector.Span, right.Vector.Span)).ToArray())]);
}
