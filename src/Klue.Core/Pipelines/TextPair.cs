namespace Klue.Pipelines;

/// <summary>A text, or two texts that the model reads as one input: premise and hypothesis, two sentences.</summary>
/// <param name="Text">The first text.</param>
/// <param name="Pair">The second text, or null when there is only one.</param>
public readonly record struct TextPair(string Text, string? Pair = null)
{
    internal int Length => (Text?.Length ?? 0) + (Pair?.Length ?? 0);

    /// <summary>A text alone.</summary>
    public static implicit operator TextPair(string text) => FromString(text);

    /// <summary>Two texts.</summary>
    public static implicit operator TextPair((string Text, string Pair) texts) => new(texts.Text, texts.Pair);

    /// <summary>A text alone.</summary>
    public static TextPair FromString(string text) => new(text);
}
