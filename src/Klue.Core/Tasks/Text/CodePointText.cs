namespace Klue.Tasks.Text;

/// <summary>
/// A string seen as Unicode code points, the unit in which KLUE counts every offset and length. An unpaired surrogate counts as one.
/// </summary>
public sealed class CodePointText
{
    private readonly int[] _codePoints;

    // Where each code point begins in the string; null when every one is a single UTF-16 unit.
    private readonly int[]? _begins;

    /// <summary>Indexes <paramref name="value"/>.</summary>
    public CodePointText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
        _codePoints = CodePoints(value);
        if (_codePoints.Length == value.Length)
        {
            return;
        }

        _begins = new int[_codePoints.Length + 1];
        for (var index = 0; index < _codePoints.Length; index++)
        {
            _begins[index + 1] = _begins[index] + (_codePoints[index] > char.MaxValue ? 2 : 1);
        }
    }

    /// <summary>The string itself.</summary>
    public string Value { get; }

    /// <summary>The number of code points.</summary>
    public int Length => _codePoints.Length;

    /// <summary>The code point at <paramref name="index"/>.</summary>
    public int this[int index] => _codePoints[index];

    /// <summary>The code points of <paramref name="value"/>.</summary>
    public static int[] CodePoints(ReadOnlySpan<char> value)
    {
        var codePoints = new int[Count(value)];
        var position = 0;
        for (var index = 0; index < codePoints.Length; index++)
        {
            codePoints[index] = IsPair(value, position)
                ? char.ConvertToUtf32(value[position++], value[position++])
                : value[position++];
        }

        return codePoints;
    }

    /// <summary>The number of code points of <paramref name="value"/>.</summary>
    public static int Count(ReadOnlySpan<char> value)
    {
        var count = value.Length;
        for (var position = 0; position < value.Length - 1; position++)
        {
            if (IsPair(value, position))
            {
                count--;
                position++;
            }
        }

        return count;
    }

    /// <summary>The UTF-16 index at which code point <paramref name="index"/> begins; <see cref="Length"/> gives the end of the string.</summary>
    public int Utf16Index(int index) => _begins is null ? index : _begins[index];

    /// <summary>The code point that the UTF-16 unit at <paramref name="utf16Index"/> belongs to; the string's length gives <see cref="Length"/>.</summary>
    public int CodePointIndex(int utf16Index)
    {
        if (_begins is null)
        {
            return utf16Index;
        }

        var found = Array.BinarySearch(_begins, utf16Index);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The text of code points <paramref name="start"/> to <paramref name="end"/>, end exclusive.</summary>
    public string Slice(int start, int end) => Value[Utf16Index(start)..Utf16Index(end)];

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsPair(ReadOnlySpan<char> value, int position) =>
        position + 1 < value.Length && char.IsSurrogatePair(value[position], value[position + 1]);
}
