namespace Klue.Tokenizer.WordPiece;

/// <summary>A cell of the double array: all that a step of the match reads about a node lies in one quarter of a cache line.</summary>
internal struct TrieNode
{
    /// <summary>Added to a symbol this gives the cell of the child.</summary>
    public int Base;

    /// <summary>The node whose child this is; -1 for the two roots and for free cells.</summary>
    public int Parent;

    /// <summary>Where the match goes on when no child fits (or the word ends), or <see cref="WordPieceTrie.NoLink"/>.</summary>
    public int Link;

    /// <summary>What following the link emits: one id, or the complement of the place of a list of ids.</summary>
    public int Pieces;
}
