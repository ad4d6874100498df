using System.Diagnostics.CodeAnalysis;

namespace Klue.Server.Batching;

/// <summary>
/// The requests that have sequences in no batch yet, in a ring. A batch begins with the next sequence of the request at the front,
/// which decides the pipeline. Then each request in turn gives its next sequence, if it is of that pipeline and the budget of tokens
/// still holds it; who gave one goes to the back, who did not keeps its place. So a request of one text waits at most until those
/// before it have given one text each, however many they have, and a long text waits at most until it stands in front.
/// </summary>
/// <param name="maxTokens">The most tokens of a batch. A longer sequence is a batch of its own.</param>
internal sealed class BatchQueue(int maxTokens)
{
    private readonly object _lock = new();
    private readonly LinkedList<BatchRequest> _ring = new();
    private bool _isClosed;

    /// <summary>Requests that wait for a place in a batch.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _ring.Count;
            }
        }
    }

    /// <summary>Puts a request at the back.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public void Add(BatchRequest request)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _ring.AddLast(request);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Lets no more in, and ends <see cref="TryTake"/>.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes the next batch as soon as there is a sequence; false when the queue is closed.</summary>
    public bool TryTake([NotNullWhen(true)] out List<BatchItem>? batch)
    {
        lock (_lock)
        {
            while (true)
            {
                if (_isClosed)
                {
                    batch = null;
                    return false;
                }

                batch = Fill();
                if (batch.Count > 0)
                {
                    return true;
                }

                Monitor.Wait(_lock);
            }
        }
    }

    private List<BatchItem> Fill()
    {
        var batch = new List<BatchItem>();
        var (tokens, budget) = (0, maxTokens);
        bool gave;
        do
        {
            gave = false;
            var node = _ring.First;
            for (var left = _ring.Count; left > 0; left--)
            {
                var (request, following) = (node!.Value, node.Next);
                if (request.IsAbandoned)
                {
                    _ring.Remove(node);
                }
                else if (Fits(request))
                {
                    Take(node);
                    gave = true;
                }

                node = following;
            }
        }
        while (gave);

        return batch;

        bool Fits(BatchRequest request)
        {
            var next = request.Next;
            return batch.Count == 0 || (next.Job.Pipeline == batch[0].Sequence.Job.Pipeline && tokens + next.Encoding.Count <= budget);
        }

        void Take(LinkedListNode<BatchRequest> node)
        {
            var sequence = node.Value.TakeNext();
            budget = Math.Min(maxTokens, sequence.Job.TokensPerBatch);
            tokens += sequence.Encoding.Count;
            batch.Add(new BatchItem(node.Value, sequence));
            _ring.Remove(node);
            if (node.Value.HasNext)
            {
                _ring.AddLast(node);
            }
        }
    }
}
