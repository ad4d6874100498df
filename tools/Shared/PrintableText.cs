using System.Globalization;

namespace Klue.CommandLine;

/// <summary>Text out of files, for a person's eyes: it can neither break a line nor speak to the terminal.</summary>
internal static class PrintableText
{
    /// <summary>The text with controls, format characters and separators of lines as <c>\uXXXX</c>.</summary>
    public static string OnOneLine(string text) => text.Any(IsUnprintable)
        ? string.Concat(text.Select(letter => IsUnprintable(letter) ? $"\\u{(int)letter:x4}" : $"{letter}"))
        : text;

    private static bool IsUnprintable(char letter) => char.GetUnicodeCategory(letter) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
