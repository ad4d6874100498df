using Klue.Conversion.Sources;
using Klue.Models;

namespace Klue.Conversion.Verification;

/// <summary>What a model guesses where the middle token of each text is masked.</summary>
internal sealed class MiddleMask(int maskId)
{
    /// <summary>The likeliest word of each sequence's middle.</summary>
    public IReadOnlyList<int> Guesses(BertModel model, IReadOnlyList<int[]> sequences)
    {
        var guesses = new List<int>();
        foreach (var batch in TextBatches.Make(model.Config, sequences.Select(Mask)))
        {
            var rows = new int[batch.TextCount];
            for (var text = 0; text < rows.Length; text++)
            {
                rows[text] = batch.RowOf(text, Middle(batch.RowStarts[text + 1] - batch.RowStarts[text]));
            }

            var logits = new float[rows.Length * model.Config.VocabSize];
            model.MaskedLanguageModelLogits(batch, rows, logits);
            for (var text = 0; text < rows.Length; text++)
            {
                guesses.Add(Largest(logits.AsSpan(text * model.Config.VocabSize, model.Config.VocabSize)));
            }
        }

        return guesses;
    }

    /// <summary>The place of the largest number, the first of equal ones.</summary>
    public static int Largest(ReadOnlySpan<float> numbers)
    {
        var best = 0;
        for (var i = 1; i < numbers.Length; i++)
        {
            best = numbers[i] > numbers[best] ? i : best;
        }

        return best;
    }

    private static int Middle(int length) => length / 2;

    private int[] Mask(int[] ids)
    {
        int[] masked = [.. ids];
        masked[Middle(ids.Length)] = maskId;
        return masked;
    }
}
