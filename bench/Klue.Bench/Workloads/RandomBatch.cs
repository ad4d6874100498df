using Klue.Configuration;
using Klue.Models;

namespace Klue.Bench.Workloads;

/// <summary>Texts of given lengths and random words, between [CLS] and [SEP], the same on every run.</summary>
internal static class RandomBatch
{
    // klue/bert-base: 2 is [CLS], 3 is [SEP], words begin at 5.
    private const int Cls = 2;
    private const int Sep = 3;
    private const int FirstWord = 5;

    /// <summary>The ids of each text.</summary>
    public static IReadOnlyList<int[]> Ids(IReadOnlyList<int> lengths, int vocabulary)
    {
        var random = new Random(lengths.Count);
        return [.. lengths.Select(length => Text(length, vocabulary, random))];
    }

    /// <summary>The texts as a batch for a model.</summary>
    public static TokenBatch Create(IReadOnlyList<int> lengths, BertConfig config)
    {
        var batch = new TokenBatch(config);
        foreach (var text in Ids(lengths, config.VocabSize))
        {
            batch.Add(text);
        }

        return batch;
    }

    private static int[] Text(int length, int vocabulary, Random random)
    {
        var ids = new int[length];
        for (var i = 0; i < length; i++)
        {
            ids[i] = random.Next(FirstWord, vocabulary);
        }

        (ids[0], ids[^1]) = (Cls, Sep);
        return ids;
    }
}
