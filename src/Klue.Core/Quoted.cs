using System.Globalization;
using System.Text;

namespace Klue;

/// <summary>Foreign text inside an error message: quoted, on one line and of bounded length, whatever a file put into it.</summary>
internal static class Quoted
{
    private const int Limit = 200;

    /// <summary>The text in single quotes; controls, separators and lone surrogates as <c>\uXXXX</c>, cut after 200 characters.</summary>
    public static string Text(string text)
    {
        var quoted = new StringBuilder(Math.Min(text.Length, Limit) + 2).Append('\'');
        var place = 0;
        while (place < text.Length && place < Limit)
        {
            var known = Rune.TryGetRuneAt(text, place, out var rune);
            if (known && IsPrintable(rune))
            {
                quoted.Append(text, place, rune.Utf16SequenceLength);
                place += rune.Utf16SequenceLength;
            }
            else
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[place]:x4}");
                place++;
            }
        }

        return quoted.Append(place < text.Length ? "...'" : "'").ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
