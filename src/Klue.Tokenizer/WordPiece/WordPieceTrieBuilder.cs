using System.Runtime.InteropServices;

namespace Klue.Tokenizer.WordPiece;

/// <summary>Builds the trie of a vocabulary: symbols, a plain trie, its cells, then the failure links from short to long.</summary>
internal sealed class WordPieceTrieBuilder
{
    private readonly ushort[] _symbols = new ushort[char.MaxValue + 1];
    private readonly int _symbolCount;
    private readonly ushort[] _utf16Lengths;
    private readonly ushort[] _utf8Lengths;
    private readonly List<int> _pieceLists = [];
    private readonly DoubleArray _cells;

    /// <summary>Edges of the plain trie: the key is the node and the symbol, the value the child.</summary>
    private readonly Dictionary<long, int> _edges = [];

    /// <summary>For each node of the plain trie the id of the piece that ends there, or -1.</summary>
    private readonly List<int> _pieces = [-1, -1];

    private WordPieceTrieBuilder(IReadOnlyList<string?> tokens)
    {
        _symbolCount = NumberSymbols(tokens);
        _utf16Lengths = new ushort[tokens.Count];
        _utf8Lengths = new ushort[tokens.Count];
        _cells = new DoubleArray(_symbolCount);
    }

    /// <summary>The trie of the pieces at their ids; a null is an id without a piece.</summary>
    /// <param name="tokens">The vocabulary in order of ids.</param>
    /// <param name="longestWord">Words of more scalars are never cut, so pieces of more are left out.</param>
    public static WordPieceTrie Build(IReadOnlyList<string?> tokens, int longestWord)
    {
        var builder = new WordPieceTrieBuilder(tokens);
        builder.AddPieces(tokens, longestWord);
        builder.PlaceAndLink();
        return new WordPieceTrie(
            builder._symbols, builder._symbolCount, builder._cells.ToArray(), [.. builder._pieceLists],
            builder._utf16Lengths, builder._utf8Lengths);
    }

    /// <summary>Frequent code units get small symbols, so that the children of a node crowd together.</summary>
    private int NumberSymbols(IReadOnlyList<string?> tokens)
    {
        var counts = new int[char.MaxValue + 1];
        foreach (var token in tokens)
        {
            foreach (var unit in TextOf(token))
            {
                counts[unit]++;
            }
        }

        var units = Enumerable.Range(0, counts.Length).Where(unit => counts[unit] > 0).ToArray();
        Array.Sort(Array.ConvertAll(units, unit => -counts[unit]), units);
        for (var i = 0; i < units.Length; i++)
        {
            _symbols[units[i]] = checked((ushort)(i + 1));
        }

        return units.Length;
    }

    private void AddPieces(IReadOnlyList<string?> tokens, int longestWord)
    {
        for (var id = 0; id < tokens.Count; id++)
        {
            var text = TextOf(tokens[id]);
            if (text.IsEmpty || text.Length > 2 * longestWord)
            {
                continue;
            }

            _utf16Lengths[id] = (ushort)text.Length;
            _utf8Lengths[id] = (ushort)System.Text.Encoding.UTF8.GetByteCount(text);
            var node = IsContinuation(tokens[id]) ? WordPieceTrie.ContinuationRoot : WordPieceTrie.Root;
            foreach (var unit in text)
            {
                ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(_edges, EdgeKey(node, _symbols[unit]), out var exists);
                if (!exists)
                {
                    child = _pieces.Count;
                    _pieces.Add(-1);
                }

                node = child;
            }

            _pieces[node] = id;
        }
    }

    /// <summary>
    /// Breadth first, since the link of a node leads to a shorter one: a node's children get their cells when it is visited, its
    /// link is made when it is its turn as a child.
    /// </summary>
    private void PlaceAndLink()
    {
        var (keys, children) = SortedEdges();
        Queue<(int Node, int Cell)> queue = new([(WordPieceTrie.Root, _cells.AddRoot()), (WordPieceTrie.ContinuationRoot, _cells.AddRoot())]);
        List<(int Parent, ushort Symbol, int Cell, int Piece)> order = [];
        while (queue.TryDequeue(out var item))
        {
            var first = LowerBound(keys, EdgeKey(item.Node, 0));
            var last = LowerBound(keys, EdgeKey(item.Node + 1, 0));
            if (first == last)
            {
                continue;
            }

            var symbols = Array.ConvertAll(keys[first..last], key => (ushort)key);
            _cells.AddChildren(item.Cell, symbols);
            for (var i = 0; i < symbols.Length; i++)
            {
                var child = children[first + i];
                var cell = _cells.Child(item.Cell, symbols[i]);
                queue.Enqueue((child, cell));
                order.Add((item.Cell, symbols[i], cell, _pieces[child]));
            }
        }

        foreach (var (parent, symbol, cell, piece) in order)
        {
            Link(parent, symbol, cell, piece);
        }
    }

    /// <summary>
    /// The link of a piece leads to the empty continuation and emits the piece. Any other node emits what its parent's link emits and
    /// then follows links until one has a child by the node's own symbol (algorithm 2 of the paper).
    /// </summary>
    private void Link(int parent, ushort symbol, int cell, int piece)
    {
        if (piece >= 0)
        {
            _cells[cell].Link = WordPieceTrie.ContinuationRoot;
            _cells[cell].Pieces = piece;
            return;
        }

        List<int> emitted = [];
        for (var node = parent; _cells[node].Link != WordPieceTrie.NoLink;)
        {
            AppendPieces(emitted, _cells[node].Pieces);
            node = _cells[node].Link;
            if (_cells.Child(node, symbol) is >= 0 and var target)
            {
                _cells[cell].Link = target;
                _cells[cell].Pieces = Store(emitted);
                return;
            }
        }
    }

    private void AppendPieces(List<int> destination, int pieces)
    {
        if (pieces >= 0)
        {
            destination.Add(pieces);
            return;
        }

        var list = CollectionsMarshal.AsSpan(_pieceLists)[~pieces..];
        destination.AddRange(list.Slice(1, list[0]));
    }

    private int Store(List<int> pieces)
    {
        if (pieces is [var single])
        {
            return single;
        }

        var place = _pieceLists.Count;
        _pieceLists.Add(pieces.Count);
        _pieceLists.AddRange(pieces);
        return ~place;
    }

    private (long[] Keys, int[] Children) SortedEdges()
    {
        var keys = _edges.Keys.ToArray();
        var children = _edges.Values.ToArray();
        Array.Sort(keys, children);
        return (keys, children);
    }

    private static int LowerBound(long[] keys, long key)
    {
        var index = Array.BinarySearch(keys, key);
        return index < 0 ? ~index : index;
    }

    private static long EdgeKey(int node, ushort symbol) => (long)node << 16 | symbol;

    private static bool IsContinuation(string? token) =>
        token is not null && token.StartsWith(WordPieceTrie.ContinuationPrefix, StringComparison.Ordinal);

    private static ReadOnlySpan<char> TextOf(string? token) =>
        IsContinuation(token) ? token.AsSpan(WordPieceTrie.ContinuationPrefix.Length) : token;
}
