namespace Klue.Tokenizer.Morphemes;

internal sealed partial class Lattice
{
    private Ending[] _endings = new Ending[256];
    private int _endingCount;

    /// <summary>The best connections found so far, valid where their round is the present one.</summary>
    private readonly BestConnection[] _bestOfLeftClass;

    private int _round;

    /// <summary>Links each candidate to the best of the words that end at <paramref name="position"/>, and stores it as a node.</summary>
    private void Connect(int position)
    {
        if (_candidateCount == 0)
        {
            return;
        }

        GatherEnding(position);
        if (_nodes.Length < _nodeCount + _candidateCount)
        {
            Array.Resize(ref _nodes, Math.Max(2 * _nodes.Length, _nodeCount + _candidateCount));
        }

        // Backwards, because MeCab meets the first found of the words that begin at one position first.
        for (var i = _candidateCount - 1; i >= 0; i--)
        {
            var candidate = _candidates[i];
            var entry = _dictionary.Entries[candidate.Entry];
            var best = BestConnectionTo(_connections.LeftClassOf(entry.LeftId));
            var penalty = candidate.Start == position ? 0 : _dictionary.Settings.LeftSpacePenaltyOf(entry.PartOfSpeechId);
            _nodes[_nodeCount] = new Node
            {
                Cost = best.Cost + entry.Cost + penalty,
                Previous = best.Node,
                Entry = candidate.Entry,
                Start = candidate.Start,
                End = candidate.End,
                NextEnding = _lastEnding[candidate.End],
                RightClass = _connections.RightClassOf(entry.RightId),
            };
            _lastEnding[candidate.End] = _nodeCount++;
            _farthestEnd = Math.Max(_farthestEnd, candidate.End);
        }
    }

    /// <summary>Collects the nodes that end at a position, the one that MeCab meets first in front.</summary>
    private void GatherEnding(int position)
    {
        _round++;
        _endingCount = 0;
        for (var node = _lastEnding[position]; node != None; node = _nodes[node].NextEnding)
        {
            if (_endingCount == _endings.Length)
            {
                Array.Resize(ref _endings, 2 * _endings.Length);
            }

            _endings[_endingCount++] = new Ending(_nodes[node].Cost, node, _nodes[node].RightClass);
        }
    }

    /// <summary>The cheapest way to go on from the gathered nodes with a word of this left class; of equal ones the first.</summary>
    private BestConnection BestConnectionTo(int leftClass)
    {
        ref var best = ref _bestOfLeftClass[leftClass];
        if (best.Round == _round)
        {
            return best;
        }

        var row = _connections.Row(leftClass);
        var (bestCost, bestNode) = (long.MaxValue, None);
        foreach (ref readonly var ending in _endings.AsSpan(0, _endingCount))
        {
            var cost = ending.Cost + row[ending.RightClass];
            if (cost < bestCost)
            {
                (bestCost, bestNode) = (cost, ending.Node);
            }
        }

        best = new BestConnection(bestCost, bestNode, _round);
        return best;
    }

    /// <summary>A node that words may follow, without what that does not need.</summary>
    private readonly record struct Ending(long Cost, int Node, ushort RightClass);

    /// <summary>The cheapest connection to words of one left class, found in a round.</summary>
    private readonly record struct BestConnection(long Cost, int Node, int Round);
}
