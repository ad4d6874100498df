using Klue.Configuration;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Conversion.Sources;

/// <summary>Texts as token ids in batches; longer ones are cut to what the model reads.</summary>
internal static class TextBatches
{
    private const int RowsPerBatch = 2048;

    /// <summary>The ids of a text, or of two.</summary>
    public static int[] Encode(BertTokenizer tokenizer, BertConfig config, SampleText text)
    {
        var options = new EncodingOptions { MaxLength = config.MaxTokens, Truncation = TruncationStrategy.LongestFirst };
        return [.. (text.Pair is null ? tokenizer.Encode(text.Text, options) : tokenizer.EncodePair(text.Text, text.Pair, options)).Ids];
    }

    /// <summary>Sequences of ids in batches, in their order.</summary>
    public static IEnumerable<TokenBatch> Make(BertConfig config, IEnumerable<int[]> sequences)
    {
        var batch = new TokenBatch(config);
        foreach (var ids in sequences)
        {
            batch.Add(ids);
            if (batch.RowCount >= RowsPerBatch)
            {
                yield return batch;
                batch = new TokenBatch(config);
            }
        }

        if (batch.TextCount > 0)
        {
            yield return batch;
        }
    }
}
