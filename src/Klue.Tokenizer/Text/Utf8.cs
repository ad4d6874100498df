using System.Runtime.CompilerServices;
using System.Text;
using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer.Text;

/// <summary>Bytes as files and sockets hold them.</summary>
internal readonly struct Utf8 : ITextFormat<byte>
{
    private const int AnySurrogate = 0xD800;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Classify(ReadOnlySpan<ushort> table, ReadOnlySpan<byte> text, int position, out int length)
    {
        int first = text[position];
        if (first < 0x80)
        {
            length = 1;
            return table[first];
        }

        // Hangul, kana, ideographs: three bytes, of which the first alone rules out most bad sequences.
        if ((first & 0xF0) == 0xE0 && position + 2 < text.Length)
        {
            int second = text[position + 1], third = text[position + 2];
            var scalar = (first & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F;
            if ((second & 0xC0) == 0x80 && (third & 0xC0) == 0x80 && scalar >= 0x800)
            {
                length = 3;
                return table[scalar];
            }
        }
        else if ((first & 0xE0) == 0xC0 && first >= 0xC2 && position + 1 < text.Length)
        {
            int second = text[position + 1];
            if ((second & 0xC0) == 0x80)
            {
                length = 2;
                return table[(first & 0x1F) << 6 | second & 0x3F];
            }
        }

        length = 1;
        return table[AnySurrogate];
    }

    public static int ReadScalar(ReadOnlySpan<byte> text, int position, out int length)
    {
        if (text[position] < 0x80)
        {
            length = 1;
            return text[position];
        }

        Rune.DecodeFromUtf8(text[position..], out var rune, out length);
        return rune.Value;
    }

    public static int ReadScalarBefore(ReadOnlySpan<byte> text, int position, out int length)
    {
        Rune.DecodeLastFromUtf8(text[..position], out var rune, out length);
        return rune.Value;
    }

    public static ReadOnlySpan<ushort> PieceLengths(WordPieceTrie trie) => trie.Utf8Lengths;
}
