namespace Klue.Tokenizer.WordPiece;

/// <summary>
/// The pieces of a vocabulary as two tries (beginnings of words and, without their <c>##</c>, continuations) with failure links:
/// greedy longest-match-first in one pass over a word.
/// </summary>
/// <remarks>
/// LinMaxMatch of Song et al. 2021, "Fast WordPiece Tokenization" (arXiv 2012.15524). Letters are UTF-16 code units, renumbered by
/// frequency ("symbols"). Nodes lie in one double array: the child of node n by symbol s is cell Base(n) + s if that cell's parent is n.
/// </remarks>
internal sealed class WordPieceTrie
{
    /// <summary>The node of the empty beginning of a word.</summary>
    public const int Root = 0;

    /// <summary>The node of the empty continuation: a word that ends here has been cut into pieces without rest.</summary>
    public const int ContinuationRoot = 1;

    /// <summary>A failure link that leads nowhere: the word has no segmentation.</summary>
    public const int NoLink = -1;

    /// <summary>What marks the pieces that continue a word.</summary>
    public const string ContinuationPrefix = "##";

    private readonly ushort[] _symbols;
    private readonly TrieNode[] _nodes;
    private readonly int[] _pieceLists;
    private readonly ushort[] _utf16Lengths;
    private readonly ushort[] _utf8Lengths;

    internal WordPieceTrie(
        ushort[] symbols, int symbolCount, TrieNode[] nodes, int[] pieceLists, ushort[] utf16Lengths, ushort[] utf8Lengths)
    {
        _symbols = symbols;
        SymbolCount = symbolCount;
        _nodes = nodes;
        _pieceLists = pieceLists;
        _utf16Lengths = utf16Lengths;
        _utf8Lengths = utf8Lengths;
    }

    /// <summary>Symbols are 1 to this number; 0 is every code unit that no piece has.</summary>
    public int SymbolCount { get; }

    /// <summary>The symbol of each of the 65,536 code units.</summary>
    public ushort[] Symbols => _symbols;

    /// <summary>The cells of the double array, long enough that Base(n) + s is inside for every node and symbol.</summary>
    public TrieNode[] Nodes => _nodes;

    /// <summary>Lists of several pieces that a failure link emits: each its length, then its ids.</summary>
    public int[] PieceLists => _pieceLists;

    /// <summary>For each id its text's length, without <c>##</c>, in UTF-16 code units.</summary>
    public ushort[] Utf16Lengths => _utf16Lengths;

    /// <summary>For each id its text's length, without <c>##</c>, in UTF-8 bytes.</summary>
    public ushort[] Utf8Lengths => _utf8Lengths;

    /// <summary>The id of the piece that is a whole word by itself, or -1 when there is none.</summary>
    public int FindWhole(ReadOnlySpan<char> word)
    {
        var node = Root;
        foreach (var unit in word)
        {
            var next = _nodes[node].Base + _symbols[unit];
            if (_nodes[next].Parent != node)
            {
                return -1;
            }

            node = next;
        }

        // Only a node that is itself a piece fails to the empty continuation by emitting exactly one id.
        return node != Root && _nodes[node] is { Link: ContinuationRoot, Pieces: >= 0 and var id } ? id : -1;
    }
}
