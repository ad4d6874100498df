using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Klue.Tokenizer;

/// <content>Encoding many texts on several threads. Results stand in the order of the texts, whatever the number of threads.</content>
public sealed partial class BertTokenizer
{
    /// <summary>So many texts at a time go to a thread: enough that handing out costs nothing, few enough that none waits.</summary>
    private const int BatchPortion = 32;

    /// <summary>Encodes texts.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="options">How to cut, pad and frame each; nothing is cut or padded when null.</param>
    /// <param name="maxDegreeOfParallelism">The most threads to use; -1 for as many as there are processors.</param>
    /// <exception cref="TruncationException">The options cannot be met for one of the texts.</exception>
    public Encoding[] EncodeBatch(IReadOnlyList<string> texts, EncodingOptions? options = null, int maxDegreeOfParallelism = -1)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return EncodeAll(texts.Count, i => Encode(texts[i], options), maxDegreeOfParallelism);
    }

    /// <summary>Encodes pairs of texts.</summary>
    /// <inheritdoc cref="EncodeBatch(IReadOnlyList{string}, EncodingOptions?, int)"/>
    /// <param name="pairs">Any pairs of texts.</param>
    /// <param name="options">How to cut, pad and frame each; nothing is cut or padded when null.</param>
    /// <param name="maxDegreeOfParallelism">The most threads to use; -1 for as many as there are processors.</param>
    public Encoding[] EncodePairBatch(
        IReadOnlyList<(string Text, string Pair)> pairs, EncodingOptions? options = null, int maxDegreeOfParallelism = -1)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return EncodeAll(pairs.Count, i => EncodePair(pairs[i].Text, pairs[i].Pair, options), maxDegreeOfParallelism);
    }

    /// <summary>
    /// Encodes texts to ids alone, one text after another without padding. Two arrays are all that is allocated however many texts there
    /// are, so that threads do not wait for the garbage collector.
    /// </summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="maxLength">The most ids of a text, special tokens included: those at its end are left out; null for all.</param>
    /// <param name="addSpecialTokens">Whether the template's special tokens are put around each text.</param>
    /// <param name="maxDegreeOfParallelism">The most threads to use; -1 for as many as there are processors.</param>
    /// <exception cref="TruncationException">The special tokens alone are more than the most ids.</exception>
    public IdBatch EncodeBatchToIds(
        IReadOnlyList<string> texts, int? maxLength = null, bool addSpecialTokens = true, int maxDegreeOfParallelism = -1)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength ?? 0, nameof(maxLength));
        Truncation.RefuseTooShort(maxLength ?? int.MaxValue, addSpecialTokens ? SpecialTokenCount() : 0);
        var ends = new int[texts.Count + 1];
        var portions = new ReadOnlyMemory<int>[(texts.Count + BatchPortion - 1) / BatchPortion];
        var collectors = new ConcurrentBag<IdCollector>();
        try
        {
            ForEachPortion(
                texts.Count,
                maxDegreeOfParallelism,
                () =>
                {
                    var collector = new IdCollector(_encoder, _template, addSpecialTokens, maxLength);
                    collectors.Add(collector);
                    return collector;
                },
                (collector, first, end) =>
                {
                    collector.BeginPortion();
                    for (var i = first; i < end; i++)
                    {
                        ArgumentNullException.ThrowIfNull(texts[i], nameof(texts));
                        ends[i + 1] = collector.Append(texts[i]);
                    }

                    portions[first / BatchPortion] = collector.Portion;
                });
            return Join(ends, portions);
        }
        finally
        {
            foreach (var collector in collectors)
            {
                collector.Dispose();
            }
        }
    }

    /// <summary>Puts the ids of all portions into the order of the texts.</summary>
    private static IdBatch Join(int[] ends, ReadOnlyMemory<int>[] portions)
    {
        for (var i = 1; i < ends.Length; i++)
        {
            ends[i] = checked(ends[i] + ends[i - 1]);
        }

        var ids = GC.AllocateUninitializedArray<int>(ends[^1]);
        for (var (i, next) = (0, 0); i < portions.Length; next += portions[i++].Length)
        {
            portions[i].CopyTo(ids.AsMemory(next));
        }

        return new IdBatch(ids, ends);
    }

    private static Encoding[] EncodeAll(int count, Func<int, Encoding> encode, int maxDegreeOfParallelism)
    {
        var encodings = new Encoding[count];
        ForEachPortion(count, maxDegreeOfParallelism, () => encodings, (encodings, first, end) =>
        {
            for (var i = first; i < end; i++)
            {
                encodings[i] = encode(i);
            }
        });
        return encodings;
    }

    /// <summary>Does something for the range of indices of each portion of a batch, with something that each thread has of its own.</summary>
    private static void ForEachPortion<TLocal>(int count, int maxDegreeOfParallelism, Func<TLocal> makeLocal, Action<TLocal, int, int> act)
    {
        if (count == 0)
        {
            return;
        }

        try
        {
            Parallel.ForEach(
                Partitioner.Create(0, count, BatchPortion),
                new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism },
                makeLocal,
                (range, _, local) =>
                {
                    act(local, range.Item1, range.Item2);
                    return local;
                },
                _ => { });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
