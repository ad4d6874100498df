using System.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tasks.Text;

/// <summary>BERT's basic tokenisation, the words before WordPiece cuts them, on the tokenizer's frozen tables: no lower-casing.</summary>
internal static class BasicTokens
{
    /// <summary>The words of a text, each punctuation character and ideograph one by itself.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var properties = UnicodeTables.PropertiesOf(rune.Value);
            if (properties.Cleaning == Cleaning.Remove)
            {
                continue;
            }

            var alone = properties.Cleaning == Cleaning.Surround || properties.Boundary == WordBoundary.Punctuation;
            var space = properties.Cleaning == Cleaning.Space || properties.Boundary == WordBoundary.WhiteSpace;
            if (alone || space)
            {
                Flush(word, words);
            }

            if (!space)
            {
                word.Append(rune);
            }

            if (alone)
            {
                Flush(word, words);
            }
        }

        Flush(word, words);
        return words;
    }

    private static void Flush(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
