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

    private static Encoding[] EncodeAll(int count, Func<int, Encoding> encode, int maxDegreeOfParallelism)
    {
        var encodings = new Encoding[count];
        if (count == 0)
        {
            return encodings;
        }

        try
        {
            Parallel.ForEach(
                Partitioner.Create(0, count, BatchPortion),
                new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism },
                range =>
                {
                    for (var i = range.Item1; i < range.Item2; i++)
                    {
                        encodings[i] = encode(i);
                    }
                });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return encodings;
    }
}
