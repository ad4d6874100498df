using System.Buffers.Binary;
using CsCheck;

namespace Klue.Convert.Tests.Fuzzing;

/// <summary>
/// A change to the bytes of a file: a number written over what is at a share of its length, or the end cut off. Half of them fall
/// into the last few hundred bytes, where a zip archive keeps what is said of the others.
/// </summary>
internal readonly record struct ByteEdit(double Place, bool AtEnd, int Width, ulong Value)
{
    private const int EndLength = 600;

    private static readonly ulong[] Values =
        [0, 1, 2, 8, 30, 0x7F, 0x80, 0xFF, 0x0800, 0x7FFF, 0xFFFF, 0x04034B50, 0x02014B50, 0x06054B50, 0x06064B50, 0x07064B50, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue];

    public static readonly Gen<ByteEdit[]> Some =
        Gen.Select(Gen.Double[0, 1], Gen.Bool, Gen.OneOf(0, 1, 2, 4, 8), Gen.OneOf(Gen.OneOf(Values), Gen.ULong), (place, atEnd, width, value) => new ByteEdit(place, atEnd, width, value))
            .Array[0, 4];

    /// <summary>The bytes after all edits; a width of 0 cuts.</summary>
    public static byte[] Apply(byte[] bytes, IEnumerable<ByteEdit> edits)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        foreach (var edit in edits)
        {
            var length = edit.AtEnd ? Math.Min(EndLength, bytes.Length) : bytes.Length;
            var at = bytes.Length - length + (int)(edit.Place * length);
            if (edit.Width == 0)
            {
                bytes = bytes[..at];
                continue;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(number, edit.Value);
            number[..Math.Min(edit.Width, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }
}
