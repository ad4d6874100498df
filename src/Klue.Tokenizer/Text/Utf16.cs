using System.Runtime.CompilerServices;
using System.Text;
using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer.Text;

/// <summary>Strings as .NET holds them.</summary>
internal readonly struct Utf16 : ITextFormat<char>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Classify(ReadOnlySpan<ushort> table, ReadOnlySpan<char> text, int position, out int length)
    {
        length = 1;
        return table[text[position]];
    }

    public static int ReadScalar(ReadOnlySpan<char> text, int position, out int length)
    {
        var unit = text[position];
        if (!char.IsSurrogate(unit))
        {
            length = 1;
            return unit;
        }

        Rune.DecodeFromUtf16(text[position..], out var rune, out length);
        return rune.Value;
    }

    public static int ReadScalarBefore(ReadOnlySpan<char> text, int position, out int length)
    {
        Rune.DecodeLastFromUtf16(text[..position], out var rune, out length);
        return rune.Value;
    }

    public static ReadOnlySpan<ushort> PieceLengths(WordPieceTrie trie) => trie.Utf16Lengths;
}
