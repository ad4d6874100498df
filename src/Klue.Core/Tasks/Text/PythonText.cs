using System.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tasks.Text;

/// <summary>Python's string methods where the official metrics depend on their exact rules, independent of culture and .NET version.</summary>
public static partial class PythonText
{
    private const int CapitalSigma = 0x03A3;
    private const char FinalSigma = '\u03C2';

    /// <summary>
    /// <c>str.lower()</c>: letter by letter, but for U+0130, which becomes two characters, and the capital sigma, which takes its final
    /// form behind a cased letter when none follows, characters without case of their own passed over.
    /// </summary>
    public static string Lower(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var characters = new CodePointText(text);
        var lower = new StringBuilder(text.Length);
        for (var index = 0; index < characters.Length; index++)
        {
            if (characters[index] == CapitalSigma && IsFinal(characters, index))
            {
                lower.Append(FinalSigma);
            }
            else if (UnicodeTables.LowerCaseOf(characters[index]) is { IsEmpty: false } letters)
            {
                foreach (var letter in letters)
                {
                    lower.Append(new Rune(letter));
                }
            }
            else
            {
                lower.Append(text.AsSpan(characters.Utf16Index(index)..characters.Utf16Index(index + 1)));
            }
        }

        return lower.ToString();
    }

    /// <summary><c>str.split()</c>: the runs of characters that are no white space.</summary>
    public static List<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var start = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index == text.Length || IsSpace(text[index]))
            {
                if (index > start)
                {
                    words.Add(text[start..index]);
                }

                start = index + 1;
            }
        }

        return words;
    }

    /// <summary><c>str.strip()</c>: without the white space at both ends.</summary>
    public static string Strip(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary><c>str.isspace()</c> of one character; all white space lies in the Basic Multilingual Plane.</summary>
    public static bool IsSpace(char character) => character is
        (>= '\t' and <= '\r') or (>= '\u001C' and <= ' ') or '\u0085' or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A')
        or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';

    private static bool IsFinal(CodePointText text, int sigma)
    {
        var before = sigma - 1;
        while (before >= 0 && IsIn(CaseIgnorableRanges, text[before]))
        {
            before--;
        }

        var after = sigma + 1;
        while (after < text.Length && IsIn(CaseIgnorableRanges, text[after]))
        {
            after++;
        }

        return before >= 0 && IsIn(CasedRanges, text[before]) && !(after < text.Length && IsIn(CasedRanges, text[after]));
    }

    private static bool IsIn(ReadOnlySpan<int> ranges, int codePoint)
    {
        var place = ranges.BinarySearch(codePoint);

        // A first or last code point is met exactly; otherwise the insertion point is odd between a first and its last.
        return place >= 0 || (~place & 1) == 1;
    }
}
