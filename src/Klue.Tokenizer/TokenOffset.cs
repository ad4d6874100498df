namespace Klue.Tokenizer;

/// <summary>A range of the caller's text.</summary>
/// <param name="Start">Where it begins, in the text's own units: UTF-16 code units of a string, bytes of UTF-8.</param>
/// <param name="End">Where it ends, exclusive.</param>
public readonly record struct TokenOffset(int Start, int End)
{
    /// <summary>The number of units.</summary>
    public int Length => End - Start;
}
