using System.Globalization;
using System.Text;

namespace Klue;

/// <summary>Foreign text inside an error message: quoted, on one line and of bounded length, whatever a file put into it.</summary>
internal static class Quoted
{
    private const int Limit = 200;

    /// <summary>The text in single quotes; controls, separators and lone surrogates as <c>\uXXXX</c>, cut after 200 characters.</summary>
    public static string Text(string text) => $"'{Line(text)}'";

    /// <summary>The same without the quotes, for what is a sentence already.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, Limit));
        var place = 0;
        while (place < text.Length && place < Limit)
        {
            var known = Rune.TryGetRuneAt(text, place, out var rune);
            if (known && IsPrintable(rune))
            {
                line.Append(text, place, rune.Utf16SequenceLength);
                place += rune.Utf16SequenceLength;
            }
            else
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[place]:x4}");
                place++;
            }
        }

        return line.Append(place < text.Length ? "..." : string.Empty).ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
