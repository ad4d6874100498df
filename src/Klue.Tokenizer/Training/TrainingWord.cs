using System.Text;

namespace Klue.Tokenizer.Training;

/// <summary>How a counted word is read.</summary>
internal static class TrainingWord
{
    /// <summary>The characters of a word, each with whether it stands behind another.</summary>
    public static IEnumerable<(Rune Character, bool Continues)> CharactersOf(string word)
    {
        const string Prefix = WordSplitter.Continuation;
        var continues = word.Length > Prefix.Length && word.StartsWith(Prefix, StringComparison.Ordinal);
        var start = continues ? Prefix.Length : 0;
        while (start < word.Length)
        {
            Rune.DecodeFromUtf16(word.AsSpan(start), out var character, out var length);
            yield return (character, continues);
            continues = true;
            start += length;
        }
    }
}
