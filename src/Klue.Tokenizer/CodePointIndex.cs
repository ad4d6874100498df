namespace Klue.Tokenizer;

/// <summary>Turns places of a string from UTF-16 code units into Unicode code points.</summary>
public sealed class CodePointIndex
{
    /// <summary>The number of code points before each place; null when every code unit is one.</summary>
    private readonly int[]? _codePoints;

    /// <summary>Reads a text once.</summary>
    public CodePointIndex(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('\uD800', '\uDBFF') < 0)
        {
            return;
        }

        _codePoints = new int[text.Length + 1];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            _codePoints[i] = count;
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            count += isPair ? 0 : 1;
        }

        _codePoints[text.Length] = count;
    }

    /// <summary>The number of code points before a place, a whole pair counted where it ends.</summary>
    public int this[int utf16] => _codePoints is null ? utf16 : _codePoints[utf16];
}
