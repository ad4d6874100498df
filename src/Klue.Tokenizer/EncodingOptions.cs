namespace Klue.Tokenizer;

/// <summary>How texts are cut, padded and framed. The defaults cut and pad nothing and add special tokens.</summary>
public sealed record EncodingOptions
{
    /// <summary>The options that a null stands for.</summary>
    public static EncodingOptions Default { get; } = new();

    /// <summary>The most tokens an encoding may have, special tokens included; null for no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>What is cut when there are more.</summary>
    public TruncationStrategy Truncation { get; init; }

    /// <summary>At which side of a text tokens are cut off.</summary>
    public Side TruncationSide { get; init; }

    /// <summary>How many tokens of a window the next overflow window repeats. Less than the tokens of text in a window.</summary>
    public int Stride { get; init; }

    /// <summary>The number of tokens to fill up to; null for no padding. Longer encodings stay as they are.</summary>
    public int? PadTo { get; init; }

    /// <summary>At which side padding goes.</summary>
    public Side PaddingSide { get; init; }

    /// <summary>Whether the template's special tokens ([CLS], [SEP]) are put around the texts.</summary>
    public bool AddSpecialTokens { get; init; } = true;

    /// <summary>Throws for values that mean nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative, or an enumeration has no such value.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxLength ?? 0, nameof(MaxLength));
        ArgumentOutOfRangeException.ThrowIfNegative(Stride);
        ArgumentOutOfRangeException.ThrowIfNegative(PadTo ?? 0, nameof(PadTo));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)Truncation, (uint)TruncationStrategy.None, nameof(Truncation));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)TruncationSide, (uint)Side.Left, nameof(TruncationSide));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)PaddingSide, (uint)Side.Left, nameof(PaddingSide));
    }
}
