using System.Text;
using CsCheck;

namespace Klue.Core.Tests;

/// <summary>A change to a text: at a share of its length, some characters go and a fragment takes their place.</summary>
internal readonly record struct TextEdit(double Place, int Removed, string Fragment)
{
    private static readonly string[] Json =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\\u0000", " ", "\n", "\0", "\u00ff", "\u00ed\u00a0\u0080", "\u00ef\u00bb\u00bf",
        "null", "true", "-1", "0", "0.5", "1e9", "00", "1e400", "4294967296", "9223372036854775808", "18446744073709551615", "[[1]]", "{\"x\":1}",
    ];

    /// <summary>Changes that break JSON, or keep it and change what it says; <paramref name="own"/> fragments besides.</summary>
    public static Gen<TextEdit[]> Edits(params string[] own) =>
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 6], Gen.OneOf([.. Json, .. own]), (place, removed, fragment) => new TextEdit(place, removed, fragment))
            .Array[0, 3];

    /// <summary>The text after all edits, one byte a character, so that an edit may also break a character of UTF-8 apart.</summary>
    public static byte[] Apply(string text, IEnumerable<TextEdit> edits)
    {
        var edited = new StringBuilder(text);
        foreach (var (place, removed, fragment) in edits)
        {
            var at = (int)(place * edited.Length);
            edited.Remove(at, Math.Min(removed, edited.Length - at)).Insert(at, fragment);
        }

        return Encoding.Latin1.GetBytes(edited.ToString());
    }
}
