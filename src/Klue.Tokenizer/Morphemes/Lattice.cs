namespace Klue.Tokenizer.Morphemes;

/// <summary>The working memory of one analysis: all words found in a text, each linked to the best word before it.</summary>
/// <remarks>
/// Positions are UTF-16 units. Nodes are stored so that among nodes ending at one position the later stored is the one
/// MeCab would meet first: of equal costs it wins.
/// </remarks>
internal sealed partial class Lattice
{
    private const int None = -1;

    /// <summary>Node 0: the start of the text, or the last morpheme that is settled.</summary>
    private const int Anchor = 0;

    /// <summary>The context id of both ends of a text.</summary>
    private const int BoundaryId = 0;

    /// <summary>Nodes to collect before looking for morphemes that are settled; 32 bytes each, to stay inside the L2 cache.</summary>
    private const int SettleInterval = 1 << 13;

    /// <summary>Longest text whose working memory is kept for the next one.</summary>
    private const int RetainedLength = 1 << 16;

    /// <inheritdoc cref="RetainedLength"/>
    private const int RetainedNodes = 8 * SettleInterval;

    private readonly MecabDictionary _dictionary;
    private readonly ConnectionCosts _connections;

    private Node[] _nodes = new Node[2 * SettleInterval];
    private int _nodeCount;

    /// <summary>For each position the last stored node that ends there.</summary>
    private int[] _lastEnding = [];

    /// <summary>The farthest position at which a node ends.</summary>
    private int _farthestEnd;

    public Lattice(MecabDictionary dictionary)
    {
        _dictionary = dictionary;
        _connections = dictionary.Connections;
        _bestOfLeftClass = new BestConnection[_connections.LeftClasses];
    }

    /// <inheritdoc cref="MorphemeAnalyzer.Analyze(ReadOnlySpan{char}, List{Morpheme})"/>
    public long Analyze(ReadOnlySpan<char> text, List<Morpheme> morphemes)
    {
        Begin(text.Length);
        var settleAt = SettleInterval;
        for (var position = 0; position < text.Length; position++)
        {
            if (_lastEnding[position] == None)
            {
                continue;
            }

            FindWords(text, position);
            Connect(position);
            if (_nodeCount >= settleAt)
            {
                Settle(position + 1, morphemes);
                settleAt = Math.Max(SettleInterval, 2 * _nodeCount);
            }
        }

        // Behind the farthest end there is nothing but white space, which belongs to no morpheme.
        GatherEnding(_farthestEnd);
        var best = BestConnectionTo(_connections.LeftClassOf(BoundaryId));
        Emit(best.Node, morphemes);
        Trim();
        return best.Cost;
    }

    private void Begin(int length)
    {
        if (_lastEnding.Length <= length)
        {
            _lastEnding = new int[Math.Max(length + 1, 2 * _lastEnding.Length)];
        }

        _lastEnding.AsSpan(0, length + 1).Fill(None);
        _lastEnding[0] = Anchor;
        _nodes[Anchor] = new Node { RightClass = _connections.RightClassOf(BoundaryId), Previous = None, NextEnding = None };
        _nodeCount = 1;
        _farthestEnd = 0;
        Array.Clear(_bestOfLeftClass);
        _round = 0;
    }

    /// <summary>Lets go of what an unusual text has needed beyond the ordinary.</summary>
    private void Trim()
    {
        if (_lastEnding.Length > RetainedLength)
        {
            _lastEnding = [];
        }

        if (_nodes.Length > RetainedNodes)
        {
            _nodes = new Node[2 * SettleInterval];
            _places = [];
        }
    }

    /// <summary>Adds the morphemes after the anchor, up to <paramref name="last"/>.</summary>
    private void Emit(int last, List<Morpheme> morphemes)
    {
        var first = morphemes.Count;
        for (var node = last; node != Anchor; node = _nodes[node].Previous)
        {
            morphemes.Add(new Morpheme(_dictionary, _nodes[node].Entry, _nodes[node].Start, _nodes[node].End));
        }

        morphemes.Reverse(first, morphemes.Count - first);
    }

    /// <summary>A word in the text, with the best path that leads to it.</summary>
    private struct Node
    {
        /// <summary>Cost of the path up to and with the word.</summary>
        public long Cost;

        /// <summary>The node before it on that path.</summary>
        public int Previous;

        public int Entry;
        public int Start;
        public int End;

        /// <summary>The node stored before it among those that end at the same position.</summary>
        public int NextEnding;

        public ushort RightClass;
    }
}
