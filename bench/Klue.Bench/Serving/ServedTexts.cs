using Klue.Bench.Workloads;
using Klue.Tokenizer;

namespace Klue.Bench.Serving;

/// <summary>Random texts of given lengths.</summary>
internal static class ServedTexts
{
    private const int Seed = 1;

    /// <summary>A text for each length, special tokens included.</summary>
    public static string[] OfLengths(BertTokenizer tokenizer, IEnumerable<int> lengths)
    {
        var random = new RandomText(tokenizer.Vocabulary, Seed);
        return [.. lengths.Select(length => OfLength(tokenizer, random, length))];
    }

    private static string OfLength(BertTokenizer tokenizer, RandomText random, int length)
    {
        var text = "";
        while (tokenizer.CountTokens(text) < length)
        {
            text += random.Sentences(1).Single() + " ";
        }

        return text[..tokenizer.IndexOfTokenLimit(text, length - tokenizer.SpecialTokenCount(), out _)];
    }
}
