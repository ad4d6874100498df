namespace Klue.Tokenizer.Morphemes;

internal sealed partial class Lattice
{
    /// <summary>Mark of a node that some path still leads through, before it has a new place.</summary>
    private const int Kept = 0;

    /// <summary>New places of nodes, by their old ones; <see cref="None"/> for nodes to drop.</summary>
    private int[] _places = [];

    /// <summary>
    /// Hands over the morphemes that all paths share, now that every word that begins before <paramref name="frontier"/> is known.
    /// The last of them becomes the anchor, and of the nodes behind it those stay that lie on a path which can still win.
    /// </summary>
    private void Settle(int frontier, List<Morpheme> morphemes)
    {
        if (_places.Length < _nodeCount)
        {
            _places = new int[_nodes.Length];
        }

        var places = _places.AsSpan(0, _nodeCount);
        places.Fill(None);
        var shared = None;
        for (var position = frontier; position <= _farthestEnd; position++)
        {
            for (var last = _lastEnding[position]; last != None; last = _nodes[last].NextEnding)
            {
                shared = shared == None ? last : LastShared(shared, last);
                for (var node = last; node != None && places[node] == None; node = _nodes[node].Previous)
                {
                    places[node] = Kept;
                }
            }
        }

        Emit(shared, morphemes);
        Compact(shared, places);
        foreach (ref var last in _lastEnding.AsSpan(frontier, _farthestEnd + 1 - frontier))
        {
            last = last == None ? None : places[last];
        }
    }

    /// <summary>Moves the kept nodes together, from the new anchor on. A node is always stored after those it links to.</summary>
    private void Compact(int anchor, Span<int> places)
    {
        _nodeCount = 0;
        for (var i = anchor; i < places.Length; i++)
        {
            if (places[i] == None)
            {
                continue;
            }

            var node = _nodes[i];
            node.Previous = i == anchor ? None : places[node.Previous];
            node.NextEnding = node.NextEnding < anchor ? None : places[node.NextEnding];
            places[i] = _nodeCount;
            _nodes[_nodeCount++] = node;
        }
    }

    /// <summary>The last node that lies on the paths to both.</summary>
    private int LastShared(int left, int right)
    {
        while (left != right)
        {
            (left, right) = left > right ? (_nodes[left].Previous, right) : (left, _nodes[right].Previous);
        }

        return left;
    }
}
