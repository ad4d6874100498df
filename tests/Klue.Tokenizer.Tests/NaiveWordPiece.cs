namespace Klue.Tokenizer.Tests;

/// <summary>Longest match first as everybody explains it: try every length, longest first, again and again.</summary>
internal static class NaiveWordPiece
{
    public static IReadOnlyList<string> Split(Vocabulary vocabulary, string word)
    {
        List<string> pieces = [];
        for (var start = 0; start < word.Length;)
        {
            var prefix = start == 0 ? "" : "##";
            var end = word.Length;
            while (end > start && !vocabulary.TryGetId(prefix + word[start..end], out _))
            {
                end--;
            }

            if (end == start)
            {
                return ["[UNK]"];
            }

            pieces.Add(prefix + word[start..end]);
            start = end;
        }

        return pieces;
    }
}
