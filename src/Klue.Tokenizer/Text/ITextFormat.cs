namespace Klue.Tokenizer.Text;

/// <summary>How text lies in memory: UTF-16 or UTF-8. One tokeniser serves both, compiled for each.</summary>
/// <typeparam name="TUnit">The code unit, <see cref="char"/> or <see cref="byte"/>.</typeparam>
internal interface ITextFormat<TUnit>
    where TUnit : unmanaged
{
    /// <summary>
    /// Looks a character up in a table of the 65,536 UTF-16 code units. What is no scalar of the basic plane (halves of a surrogate
    /// pair, four bytes of UTF-8, bad sequences) gives what the table says of a surrogate.
    /// </summary>
    static abstract int Classify(ReadOnlySpan<ushort> table, ReadOnlySpan<TUnit> text, int position, out int length);

    /// <summary>The scalar at a position; U+FFFD for a lone surrogate or a bad sequence.</summary>
    static abstract int ReadScalar(ReadOnlySpan<TUnit> text, int position, out int length);

    /// <summary>The scalar that ends at a position greater than 0.</summary>
    static abstract int ReadScalarBefore(ReadOnlySpan<TUnit> text, int position, out int length);

    /// <summary>For each id of a trie the length of its text in code units.</summary>
    static abstract ReadOnlySpan<ushort> PieceLengths(WordPiece.WordPieceTrie trie);
}
