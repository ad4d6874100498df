namespace Klue.Configuration;

/// <summary>
/// How sentence-transformers makes one vector of the hidden states of a text (its <c>models/Pooling.py</c>). Several are
/// concatenated in this order.
/// </summary>
[Flags]
public enum PoolingModes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The first token's hidden state, not the pooler's output.</summary>
    Cls = 1,

    /// <summary>The largest value of each dimension.</summary>
    Max = 2,

    /// <summary>The mean over all tokens, special ones included.</summary>
    Mean = 4,

    /// <summary>The sum over all tokens by the root of their number.</summary>
    MeanSqrtLength = 8,

    /// <summary>The mean, the n-th token weighing n.</summary>
    WeightedMean = 16,

    /// <summary>The last token's hidden state.</summary>
    LastToken = 32,
}
