using Klue.Configuration;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// Which sequences run together: sorted by length, longest first, and cut where a batch has its tokens. Nothing is ever
/// padded; equal lengths only keep the threads of the attention evenly busy, and the longest first lets the workspace
/// grow once.
/// </summary>
internal sealed class BatchPlan
{
    // A share of the last-level cache that leaves room for the panels of weights that pass through it.
    private const int ActivationBytes = 8 * 1024 * 1024;

    private readonly IReadOnlyList<Encoding> _sequences;
    private readonly int[] _order;
    private readonly int _tokensPerBatch;

    public BatchPlan(IReadOnlyList<Encoding> sequences, int tokensPerBatch)
    {
        (_sequences, _tokensPerBatch) = (sequences, tokensPerBatch);
        _order = [.. Enumerable.Range(0, sequences.Count)];
        Array.Sort(_order, (left, right) =>
            sequences[left].Count != sequences[right].Count ? sequences[right].Count.CompareTo(sequences[left].Count) : left.CompareTo(right));
    }

    /// <summary>The places of the sequences of each batch.</summary>
    public IEnumerable<ArraySegment<int>> Batches
    {
        get
        {
            var first = 0;
            while (first < _order.Length)
            {
                var tokens = 0L;
                var end = first;
                do
                {
                    tokens += _sequences[_order[end++]].Count;
                }
                while (end < _order.Length && tokens + _sequences[_order[end]].Count <= _tokensPerBatch);

                yield return new ArraySegment<int>(_order, first, end - first);
                first = end;
            }
        }
    }

    /// <summary>The tokens whose activations in one layer (hidden, query, key, value, context, feed-forward) stay in the cache.</summary>
    public static int DefaultTokensPerBatch(BertConfig config)
    {
        var bytesPerToken = sizeof(float) * ((5L * config.HiddenSize) + config.IntermediateSize);
        return (int)Math.Max(1, ActivationBytes / bytesPerToken);
    }
}
