using System.Runtime.InteropServices;

namespace Klue.Tokenizer.Training;

/// <summary>
/// How often each pair of neighbouring pieces occurs and in which words, the most frequent first, of equally frequent ones the
/// smaller. As in Hugging Face's trainer a pair is queued anew for the words in which it has newly arisen; its count is checked
/// when its turn comes.
/// </summary>
internal sealed class PairQueue
{
    private const int None = -1;

    private readonly Dictionary<PiecePair, int> _indexes = [];
    private readonly PriorityQueue<QueuedPair, Turn> _queue = new();

    /// <summary>For each pair its count, and the list of words in which it arose since the last <see cref="Commit"/>.</summary>
    private readonly List<PairState> _pairs = [];

    private readonly List<int> _arisen = [];

    /// <summary>All lists of words, linked; freed links are used again.</summary>
    private readonly List<WordLink> _links = [];

    private int _freeLink = None;

    /// <summary>Counts occurrences of a pair in a word, more of them or fewer.</summary>
    public void Add(PiecePair pair, long change, int word)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, pair, out var known);
        if (!known)
        {
            index = _pairs.Count;
            _pairs.Add(new PairState { Pair = pair, Words = None });
        }

        ref var state = ref CollectionsMarshal.AsSpan(_pairs)[index];
        state.Count += change;
        if (change < 0)
        {
            return;
        }

        if (state.Words == None)
        {
            _arisen.Add(index);
        }
        else if (_links[state.Words].Word == word)
        {
            return;
        }

        state.Words = Link(word, state.Words);
    }

    /// <summary>Queues the pairs that have arisen since the last time.</summary>
    public void Commit()
    {
        foreach (var index in _arisen)
        {
            ref var state = ref CollectionsMarshal.AsSpan(_pairs)[index];
            if (state.Count > 0)
            {
                Enqueue(new QueuedPair(state.Pair, index, state.Words), state.Count);
            }
            else
            {
                Free(state.Words);
            }

            state.Words = None;
        }

        _arisen.Clear();
    }

    /// <summary>Takes the most frequent pair, unless even that is rarer than asked for.</summary>
    public bool TryTake(long minCount, out QueuedPair pair)
    {
        while (_queue.TryDequeue(out pair, out var turn))
        {
            var count = _pairs[pair.Index].Count;
            if (count == turn.Count)
            {
                return count >= minCount;
            }

            Enqueue(pair, count);
        }

        return false;
    }

    /// <summary>The words that a taken pair is queued for, as far as it still occurs in them. To be read once.</summary>
    public IEnumerable<int> TakeWords(QueuedPair pair)
    {
        for (var link = pair.Words; link != None; link = _links[link].Next)
        {
            yield return _links[link].Word;
        }

        Free(pair.Words);
    }

    private void Enqueue(QueuedPair pair, long count) => _queue.Enqueue(pair, new Turn(count, pair.Pair));

    private int Link(int word, int next)
    {
        var link = _freeLink;
        if (link == None)
        {
            _links.Add(new WordLink(word, next));
            return _links.Count - 1;
        }

        _freeLink = _links[link].Next;
        _links[link] = new WordLink(word, next);
        return link;
    }

    private void Free(int first)
    {
        var last = first;
        while (_links[last].Next != None)
        {
            last = _links[last].Next;
        }

        _links[last] = _links[last] with { Next = _freeLink };
        _freeLink = first;
    }

    /// <summary>What comes first has the higher count, or at equal counts the smaller pair.</summary>
    private readonly record struct Turn(long Count, PiecePair Pair) : IComparable<Turn>
    {
        public int CompareTo(Turn other) => Count != other.Count ? other.Count.CompareTo(Count) : Pair.CompareTo(other.Pair);
    }

    private struct PairState
    {
        public PiecePair Pair;
        public long Count;
        public int Words;
    }

    private readonly record struct WordLink(int Word, int Next);
}
