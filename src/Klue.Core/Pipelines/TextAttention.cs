using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>How much one head of one layer lets each token of a text look at each other.</summary>
public sealed class TextAttention
{
    private readonly float[] _probabilities;

    internal TextAttention(float[] probabilities, Encoding encoding) => (_probabilities, Encoding) = (probabilities, encoding);

    /// <summary>The text as the model read it, L tokens with their places.</summary>
    public Encoding Encoding { get; }

    /// <summary>All probabilities, [L, L]; every row sums to 1.</summary>
    public ReadOnlyMemory<float> Probabilities => _probabilities;

    /// <summary>How much one token looks at each token, itself included, [L].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public ReadOnlySpan<float> this[int token]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)Encoding.Count, nameof(token));
            return _probabilities.AsSpan(token * Encoding.Count, Encoding.Count);
        }
    }
}
