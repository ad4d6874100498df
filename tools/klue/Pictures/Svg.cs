using System.Globalization;
using System.Net;
using System.Text;

namespace Klue.Cli.Pictures;

/// <summary>What the drawings have in common: foreign text made harmless, and how wide it will be.</summary>
internal static class Svg
{
    /// <summary>The size of the words of a sentence, in pixels.</summary>
    public const double FontSize = 18;

    /// <summary>The size of labels.</summary>
    public const double SmallFontSize = 11;

    // Shares of the font's size, a little more than most fonts take.
    private const double NarrowShare = 0.56;
    private const double CapitalShare = 0.7;

    /// <summary>
    /// Text as it can stand in an element or an attribute: markup escaped; controls, lone surrogates and marks that turn the writing around as
    /// U+FFFD.
    /// </summary>
    public static string Escape(string text)
    {
        var harmless = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            harmless.Append(IsHarmless(rune) ? rune.ToString() : "\uFFFD");
        }

        return WebUtility.HtmlEncode(harmless.ToString());
    }

    /// <summary>
    /// A text element of a fixed width: the reader's font may be another than the one that was measured, and the text is fitted to its place.
    /// </summary>
    public static string Text(string text, double x, double y, double width, string cssClass) => string.Create(
        CultureInfo.InvariantCulture,
        $"<text class=\"{cssClass}\" x=\"{x:F1}\" y=\"{y:F1}\" textLength=\"{width:F1}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{Escape(text)}</text>\n");

    /// <summary>The width that a text takes.</summary>
    public static double Width(string text, double fontSize)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune) * fontSize;
        }

        return width;
    }

    /// <summary>A drawing as an element of a page.</summary>
    /// <param name="title">What it shows, in words.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="content">Its elements.</param>
    public static string Element(string title, double width, double height, string content) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:F0}\" height=\"{height:F0}\" viewBox=\"0 0 {width:F0} {height:F0}\">\n<title>{Escape(title)}</title>\n{content}</svg>\n");

    // Hangul, kana, ideographs and their forms are a full square; combining marks take no room of their own.
    private static double Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        UnicodeCategory.UppercaseLetter => CapitalShare,
        _ => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or >= 0x1F300 ? 1 : NarrowShare,
    };

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Surrogate)
        && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C or 0xFFFE or 0xFFFF);
}
