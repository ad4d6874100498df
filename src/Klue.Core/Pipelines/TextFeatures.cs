namespace Klue.Pipelines;

/// <summary>The hidden states of a text's tokens.</summary>
public sealed class TextFeatures
{
    private readonly float[] _values;

    internal TextFeatures(float[] values, IReadOnlyList<string> tokens, int hiddenSize)
    {
        (_values, Tokens, HiddenSize) = (values, tokens, hiddenSize);
        StateCount = values.Length / (tokens.Count * hiddenSize);
    }

    /// <summary>The tokens, special ones included, [L].</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Width of a hidden state.</summary>
    public int HiddenSize { get; }

    /// <summary>1 for the last layer alone, otherwise the number of layers + 1: the embeddings' output comes first.</summary>
    public int StateCount { get; }

    /// <summary>All values, [states, L, hidden].</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>The hidden state of one token after the last layer, [hidden].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public ReadOnlySpan<float> this[int token] => this[StateCount - 1, token];

    /// <summary>The hidden state of one token in one of the states, [hidden].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state or token.</exception>
    public ReadOnlySpan<float> this[int state, int token]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)StateCount, nameof(state));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)Tokens.Count, nameof(token));
            return _values.AsSpan(((state * Tokens.Count) + token) * HiddenSize, HiddenSize);
        }
    }
}
