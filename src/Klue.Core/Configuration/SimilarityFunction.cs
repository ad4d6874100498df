namespace Klue.Configuration;

/// <summary>sentence-transformers' <c>similarity_fn_name</c>: how two embeddings are compared.</summary>
public enum SimilarityFunction
{
    /// <summary><c>cosine</c>.</summary>
    Cosine,

    /// <summary><c>dot</c>: the inner product.</summary>
    Dot,

    /// <summary><c>euclidean</c>: the distance, negated.</summary>
    Euclidean,

    /// <summary><c>manhattan</c>: the sum of the absolute differences, negated.</summary>
    Manhattan,
}
