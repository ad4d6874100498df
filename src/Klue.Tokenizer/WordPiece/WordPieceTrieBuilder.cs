using System.Runtime.CompilerServices;

namespace Klue.Tokenizer.WordPiece;

/// <summary>Builds the trie of a vocabulary: symbols, a plain trie breadth first, cells, failure links from short to long.</summary>
/// <remarks>
/// Every process that loads a tokeniser runs this once, on code that the JIT has just made: so each long loop is a method of its own,
/// compiled in full at once, and calls nothing that would have to be compiled for it.
/// </remarks>
internal sealed class WordPieceTrieBuilder
{
    private readonly string?[] _tokens;
    private readonly ushort[] _symbols = new ushort[char.MaxValue + 1];
    private readonly ushort[] _utf16Lengths;
    private readonly ushort[] _utf8Lengths;
    private readonly List<int> _pieceLists = [];
    private int _symbolCount;

    /// <summary>The ids of the pieces: each node of the plain trie is a range of them.</summary>
    private readonly int[] _ids;

    /// <summary>The plain trie, breadth first; the first two nodes are the roots.</summary>
    private PlanNode[] _plan = [];
    private int _planCount;

    private WordPieceTrieBuilder(string?[] tokens)
    {
        _tokens = tokens;
        _ids = new int[tokens.Length];
        _utf16Lengths = new ushort[tokens.Length];
        _utf8Lengths = new ushort[tokens.Length];
    }

    /// <summary>The trie of the pieces at their ids; a null is an id without a piece.</summary>
    /// <param name="tokens">The vocabulary in order of ids, no token there twice.</param>
    /// <param name="longestWord">Words of more scalars are never cut, so pieces of more are left out.</param>
    public static WordPieceTrie Build(string?[] tokens, int longestWord)
    {
        var builder = new WordPieceTrieBuilder(tokens);
        builder.NumberSymbols();
        builder.CollectPieces(longestWord);
        builder.Plan();
        var nodes = builder.Place();
        builder.Link(nodes);
        return new WordPieceTrie(
            builder._symbols, builder._symbolCount, nodes, [.. builder._pieceLists], builder._utf16Lengths, builder._utf8Lengths);
    }

    /// <summary>Frequent code units get small symbols, so that the children of a node crowd together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void NumberSymbols()
    {
        var keys = new int[char.MaxValue + 1];
        foreach (var token in _tokens)
        {
            for (var i = PrefixLength(token); token is not null && i < token.Length; i++)
            {
                keys[token[i]]--;
            }
        }

        var units = new int[keys.Length];
        for (var unit = 0; unit < keys.Length; unit++)
        {
            if (keys[unit] < 0)
            {
                (keys[_symbolCount], units[_symbolCount]) = (keys[unit], unit);
                _symbolCount++;
            }
        }

        Array.Sort(keys, units, 0, _symbolCount);
        for (var i = 0; i < _symbolCount; i++)
        {
            _symbols[units[i]] = checked((ushort)(i + 1));
        }
    }

    /// <summary>Takes the pieces that begin words from the front, those that continue them from the back, and makes a root of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CollectPieces(int longestWord)
    {
        var beginnings = 0;
        var continuations = _ids.Length;
        var units = 0;
        for (var id = 0; id < _tokens.Length; id++)
        {
            var token = _tokens[id];
            var prefix = PrefixLength(token);
            var length = token is null ? 0 : token.Length - prefix;
            if (length == 0 || length > 2 * longestWord)
            {
                continue;
            }

            _utf16Lengths[id] = (ushort)length;
            _utf8Lengths[id] = (ushort)System.Text.Encoding.UTF8.GetByteCount(token.AsSpan(prefix));
            _ids[prefix == 0 ? beginnings++ : --continuations] = id;
            units += length;
        }

        _plan = new PlanNode[2 + units];
        _plan[_planCount++] = new PlanNode { End = beginnings };
        _plan[_planCount++] = new PlanNode { First = continuations, End = _ids.Length, Depth = WordPieceTrie.ContinuationPrefix.Length };
    }

    /// <summary>Splits the range of each node by the symbols at its depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Plan()
    {
        var symbols = new int[_ids.Length];
        for (var number = 0; number < _planCount; number++)
        {
            ref var node = ref _plan[number];
            for (var i = node.First; i < node.End; i++)
            {
                var token = _tokens[_ids[i]]!;
                symbols[i] = node.Depth < token.Length ? _symbols[token[node.Depth]] : 0;
            }

            if (node.End - node.First > 1)
            {
                Array.Sort(symbols, _ids, node.First, node.End - node.First);
            }

            // A piece that ends here has no symbol, and comes first.
            node.IsPiece = node.First < node.End && symbols[node.First] == 0;
            node.FirstChild = _planCount;
            for (var first = node.First + (node.IsPiece ? 1 : 0); first < node.End; first = _plan[_planCount - 1].End)
            {
                ref var child = ref _plan[_planCount++];
                child.Symbol = (ushort)symbols[first];
                child.Parent = number;
                child.Depth = node.Depth + 1;
                child.First = first;
                child.End = first + 1;
                while (child.End < node.End && symbols[child.End] == child.Symbol)
                {
                    child.End++;
                }
            }

            node.ChildCount = _planCount - node.FirstChild;
        }
    }

    /// <summary>Finds cells, for the nodes with most children first, and makes a node of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TrieNode[] Place()
    {
        var cells = new DoubleArray(taken: 2, _symbolCount);
        var symbols = new int[_symbolCount];
        foreach (var number in ParentsByChildren())
        {
            ref var node = ref _plan[number];
            for (var i = 0; i < node.ChildCount; i++)
            {
                symbols[i] = _plan[node.FirstChild + i].Symbol;
            }

            node.Base = cells.Place(symbols.AsSpan(0, node.ChildCount));
        }

        var nodes = new TrieNode[cells.Length + _symbolCount + 1];
        for (var cell = 0; cell < nodes.Length; cell++)
        {
            (nodes[cell].Parent, nodes[cell].Link) = (-1, WordPieceTrie.NoLink);
        }

        nodes[WordPieceTrie.Root].Base = _plan[WordPieceTrie.Root].Base;
        nodes[WordPieceTrie.ContinuationRoot].Base = _plan[WordPieceTrie.ContinuationRoot].Base;
        _plan[WordPieceTrie.ContinuationRoot].Cell = WordPieceTrie.ContinuationRoot;
        for (var number = 2; number < _planCount; number++)
        {
            ref var node = ref _plan[number];
            ref var parent = ref _plan[node.Parent];
            node.Cell = parent.Base + node.Symbol;
            nodes[node.Cell].Base = node.Base;
            nodes[node.Cell].Parent = parent.Cell;
        }

        return nodes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<int> ParentsByChildren()
    {
        var parents = new int[_planCount];
        var keys = new int[_planCount];
        var count = 0;
        for (var number = 0; number < _planCount; number++)
        {
            if (_plan[number].ChildCount > 0)
            {
                (parents[count], keys[count]) = (number, -_plan[number].ChildCount);
                count++;
            }
        }

        Array.Sort(keys, parents, 0, count);
        return parents.AsSpan(0, count);
    }

    /// <summary>
    /// The link of a piece leads to the empty continuation and emits the piece. Any other node emits what its parent's link emits and
    /// then follows links until one has a child by the node's own symbol (algorithm 2 of the paper).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Link(TrieNode[] nodes)
    {
        List<int> emitted = [];
        for (var number = 2; number < _planCount; number++)
        {
            ref var plan = ref _plan[number];
            ref var node = ref nodes[plan.Cell];
            if (plan.IsPiece)
            {
                (node.Link, node.Pieces) = (WordPieceTrie.ContinuationRoot, _ids[plan.First]);
                continue;
            }

            emitted.Clear();
            var from = node.Parent;
            while (nodes[from].Link != WordPieceTrie.NoLink)
            {
                AppendPieces(emitted, nodes[from].Pieces);
                from = nodes[from].Link;
                var target = nodes[from].Base + plan.Symbol;
                if (nodes[target].Parent == from)
                {
                    (node.Link, node.Pieces) = (target, Store(emitted));
                    break;
                }
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

        for (var i = 1; i <= _pieceLists[~pieces]; i++)
        {
            destination.Add(_pieceLists[~pieces + i]);
        }
    }

    private int Store(List<int> pieces)
    {
        if (pieces.Count == 1)
        {
            return pieces[0];
        }

        var place = _pieceLists.Count;
        _pieceLists.Add(pieces.Count);
        _pieceLists.AddRange(pieces);
        return ~place;
    }

    private static int PrefixLength(string? token) =>
        token is ['#', '#', ..] ? WordPieceTrie.ContinuationPrefix.Length : 0;

    /// <summary>A node of the plain trie: a range of the sorted ids whose tokens share their first <c>Depth</c> code units.</summary>
    private struct PlanNode
    {
        public int First;
        public int End;
        public int Depth;
        public int Parent;
        public ushort Symbol;
        public bool IsPiece;
        public int FirstChild;
        public int ChildCount;
        public int Base;
        public int Cell;
    }
}
