namespace Klue.Tokenizer;

/// <summary>What to cut when a text, or a pair, has more tokens than it may have.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer of a pair, and both once they are equally long; a single text at its end.</summary>
    LongestFirst,

    /// <summary>Only the first text.</summary>
    OnlyFirst,

    /// <summary>Only the second text.</summary>
    OnlySecond,

    /// <summary>Nothing: too long is an error.</summary>
    None,
}
