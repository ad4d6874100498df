using Klue.Configuration;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>Batches padded to one length, for the few places where KLUE-baseline reads what the model says at padding.</summary>
internal static class PaddedBatch
{
    /// <summary>The sequences, each followed by padding whose rows are read: of every padded position or of the last alone.</summary>
    /// <param name="sequences">The sequences, none longer than <paramref name="length"/>.</param>
    /// <param name="config">The model's configuration.</param>
    /// <param name="length">The length that they are padded to.</param>
    /// <param name="readsAllPadding">Whether all padding is read.</param>
    public static TokenBatch Of(ReadOnlySpan<Encoding> sequences, BertConfig config, int length, bool readsAllPadding)
    {
        var batch = new TokenBatch(config);
        foreach (var sequence in sequences)
        {
            var count = sequence.Count;
            int[] ids = [.. sequence.Ids, .. Enumerable.Repeat(config.PadTokenId, length - count)];
            int[] types = config.TypeVocabSize > 1 ? [.. sequence.TypeIds, .. new int[length - count]] : [];
            var mask = new int[length];
            mask.AsSpan(0, count).Fill(1);
            batch.Add(ids, types, mask, readColumns: [.. Enumerable.Range(count, length - count).Where(place => readsAllPadding || place == length - 1)]);
        }

        return batch;
    }
}
