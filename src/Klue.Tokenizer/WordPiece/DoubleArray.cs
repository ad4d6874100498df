namespace Klue.Tokenizer.WordPiece;

/// <summary>Packs the nodes of a trie into one array in which every (node, symbol) has at most one cell (Aoe 1989).</summary>
internal sealed class DoubleArray(int symbolCount)
{
    /// <summary>A search gives up on a stretch of cells once it has passed this many that did not fit.</summary>
    private const int Patience = 64;

    private TrieNode[] _nodes = new TrieNode[1024];
    private bool[] _used = new bool[1024];
    private int _firstFree;
    private int _end;

    /// <summary>Takes the next free cell for a root.</summary>
    public int AddRoot()
    {
        var cell = NextFree(_firstFree);
        Take(cell, parent: -1);
        return cell;
    }

    /// <summary>Places the children of a node; afterwards the child by symbol s is the node Base + s.</summary>
    /// <param name="node">A node already placed.</param>
    /// <param name="symbols">The symbols of its children, ascending, at least one.</param>
    public void AddChildren(int node, ReadOnlySpan<ushort> symbols)
    {
        var failures = 0;
        var cell = NextFree(Math.Max(_firstFree, symbols[0]));
        while (!Fits(cell - symbols[0], symbols))
        {
            if (++failures == Patience)
            {
                _firstFree = NextFree(_firstFree + 1);
                failures = 0;
            }

            cell = NextFree(cell + 1);
        }

        var origin = cell - symbols[0];
        _nodes[node].Base = origin;
        foreach (var symbol in symbols)
        {
            Take(origin + symbol, node);
        }
    }

    /// <summary>The child of a node by a symbol, or -1.</summary>
    public int Child(int node, int symbol)
    {
        var cell = _nodes[node].Base + symbol;
        return cell < _nodes.Length && _nodes[cell].Parent == node && _used[cell] ? cell : -1;
    }

    /// <summary>The cell of a node, to be completed.</summary>
    public ref TrieNode this[int node] => ref _nodes[node];

    /// <summary>The finished array, long enough for every base and symbol.</summary>
    public TrieNode[] ToArray()
    {
        var nodes = new TrieNode[_end + symbolCount + 1];
        nodes.AsSpan().Fill(new TrieNode { Parent = -1, Link = WordPieceTrie.NoLink });
        for (var cell = 0; cell < _end; cell++)
        {
            if (_used[cell])
            {
                nodes[cell] = _nodes[cell];
            }
        }

        return nodes;
    }

    private bool Fits(int origin, ReadOnlySpan<ushort> symbols)
    {
        Reserve(origin + symbols[^1] + 1);
        foreach (var symbol in symbols)
        {
            if (_used[origin + symbol])
            {
                return false;
            }
        }

        return true;
    }

    private void Take(int cell, int parent)
    {
        _used[cell] = true;
        _nodes[cell] = new TrieNode { Parent = parent, Link = WordPieceTrie.NoLink };
        _end = Math.Max(_end, cell + 1);
        if (cell == _firstFree)
        {
            _firstFree = NextFree(cell + 1);
        }
    }

    private int NextFree(int cell)
    {
        Reserve(cell + 1);
        while (_used[cell])
        {
            Reserve(++cell + 1);
        }

        return cell;
    }

    private void Reserve(int length)
    {
        if (length > _nodes.Length)
        {
            var size = Math.Max(length, 2 * _nodes.Length);
            Array.Resize(ref _nodes, size);
            Array.Resize(ref _used, size);
        }
    }
}
