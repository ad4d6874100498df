namespace Klue.Tokenizer.WordPiece;

/// <summary>Builds the trie of a vocabulary: symbols, a plain trie breadth first, cells, failure links from short to long.</summary>
internal sealed class WordPieceTrieBuilder
{
    private readonly ushort[] _symbols = new ushort[char.MaxValue + 1];
    private readonly ushort[] _utf16Lengths;
    private readonly ushort[] _utf8Lengths;
    private readonly int _symbolCount;
    private readonly List<int> _pieceLists = [];
    private string[] _texts = [];
    private int[] _ids = [];

    /// <summary>The plain trie, breadth first; the first two nodes are the roots.</summary>
    private PlanNode[] _plan = [];
    private int _planCount;

    private WordPieceTrieBuilder(IReadOnlyList<string?> tokens)
    {
        _utf16Lengths = new ushort[tokens.Count];
        _utf8Lengths = new ushort[tokens.Count];
        _symbolCount = NumberSymbols(tokens);
    }

    /// <summary>The trie of the pieces at their ids; a null is an id without a piece.</summary>
    /// <param name="tokens">The vocabulary in order of ids.</param>
    /// <param name="longestWord">Words of more scalars are never cut, so pieces of more are left out.</param>
    public static WordPieceTrie Build(IReadOnlyList<string?> tokens, int longestWord)
    {
        var builder = new WordPieceTrieBuilder(tokens);
        builder.SortPieces(tokens, longestWord);
        builder.Plan();
        var nodes = builder.Place();
        builder.Link(nodes);
        return new WordPieceTrie(
            builder._symbols, builder._symbolCount, nodes, [.. builder._pieceLists], builder._utf16Lengths, builder._utf8Lengths);
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

        List<int> units = [];
        List<int> order = [];
        for (var unit = 0; unit < counts.Length; unit++)
        {
            if (counts[unit] > 0)
            {
                units.Add(unit);
                order.Add(-counts[unit]);
            }
        }

        var sorted = units.ToArray();
        Array.Sort(order.ToArray(), sorted);
        for (var i = 0; i < sorted.Length; i++)
        {
            _symbols[sorted[i]] = checked((ushort)(i + 1));
        }

        return sorted.Length;
    }

    /// <summary>Sorts the pieces, those that begin words before those that continue them: each node of the trie is a range.</summary>
    private void SortPieces(IReadOnlyList<string?> tokens, int longestWord)
    {
        List<string> beginnings = [];
        List<int> beginningIds = [];
        List<string> continuations = [];
        List<int> continuationIds = [];
        for (var id = 0; id < tokens.Count; id++)
        {
            var text = TextOf(tokens[id]);
            if (text.IsEmpty || text.Length > 2 * longestWord)
            {
                continue;
            }

            _utf16Lengths[id] = (ushort)text.Length;
            _utf8Lengths[id] = (ushort)System.Text.Encoding.UTF8.GetByteCount(text);
            var (texts, ids) = IsContinuation(tokens[id]) ? (continuations, continuationIds) : (beginnings, beginningIds);
            texts.Add(text.Length == tokens[id]!.Length ? tokens[id]! : text.ToString());
            ids.Add(id);
        }

        _texts = [.. beginnings, .. continuations];
        _ids = [.. beginningIds, .. continuationIds];
        Array.Sort(_texts, _ids, 0, beginnings.Count, StringComparer.Ordinal);
        Array.Sort(_texts, _ids, beginnings.Count, continuations.Count, StringComparer.Ordinal);
        _plan = new PlanNode[2 + _texts.Sum(text => text.Length)];
        AddPlanNode(new PlanNode { End = beginnings.Count });
        AddPlanNode(new PlanNode { First = beginnings.Count, End = _texts.Length });
    }

    /// <summary>Splits the range of each node by the code unit at its depth.</summary>
    private void Plan()
    {
        for (var number = 0; number < _planCount; number++)
        {
            ref var node = ref _plan[number];
            var first = node.First;
            if (node.Depth > 0 && _texts[first].Length == node.Depth)
            {
                node.IsPiece = true;
                first++;
            }

            node.FirstChild = _planCount;
            while (first < node.End)
            {
                var unit = _texts[first][node.Depth];
                var start = first;
                while (first < node.End && _texts[first][node.Depth] == unit)
                {
                    first++;
                }

                AddPlanNode(new PlanNode { First = start, End = first, Depth = node.Depth + 1, Parent = number, Symbol = _symbols[unit] });
                node.ChildCount++;
            }
        }
    }

    private void AddPlanNode(PlanNode node) => _plan[_planCount++] = node;

    /// <summary>Finds cells, for the nodes with most children first, and makes a node of each.</summary>
    private TrieNode[] Place()
    {
        var order = new int[_planCount];
        var keys = new int[_planCount];
        for (var number = 0; number < order.Length; number++)
        {
            (order[number], keys[number]) = (number, -_plan[number].ChildCount);
        }

        Array.Sort(keys, order);
        var cells = new DoubleArray(taken: 2, _symbolCount);
        var buffer = new int[_symbolCount];
        foreach (var number in order)
        {
            ref var node = ref _plan[number];
            if (node.ChildCount == 0)
            {
                break;
            }

            var symbols = buffer.AsSpan(0, node.ChildCount);
            for (var i = 0; i < symbols.Length; i++)
            {
                symbols[i] = _plan[node.FirstChild + i].Symbol;
            }

            symbols.Sort();
            node.Base = cells.Place(symbols);
        }

        var nodes = new TrieNode[cells.Length + _symbolCount + 1];
        nodes.AsSpan().Fill(new TrieNode { Parent = -1, Link = WordPieceTrie.NoLink });
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

    /// <summary>
    /// The link of a piece leads to the empty continuation and emits the piece. Any other node emits what its parent's link emits and
    /// then follows links until one has a child by the node's own symbol (algorithm 2 of the paper).
    /// </summary>
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

    private static bool IsContinuation(string? token) =>
        token is not null && token.StartsWith(WordPieceTrie.ContinuationPrefix, StringComparison.Ordinal);

    private static ReadOnlySpan<char> TextOf(string? token) =>
        IsContinuation(token) ? token.AsSpan(WordPieceTrie.ContinuationPrefix.Length) : token;

    /// <summary>A node of the plain trie: a range of the sorted pieces that share their first <c>Depth</c> code units.</summary>
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
