using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Klue.Convert.Tests.Building;

/// <summary>Writes zip archives of stored entries as PyTorch does (descriptors, padding to 64 bytes, 64-bit end records) or plainly.</summary>
internal sealed class ZipBuilder(bool likeTorch)
{
    private const int Alignment = 64;
    private const int HeaderLength = 30;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly ArrayBufferWriter<byte> _directory = new();
    private int _count;

    public ZipBuilder Add(string name, params ReadOnlySpan<byte> data)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        var begin = _bytes.WrittenCount;
        var padding = likeTorch ? (int)(Alignment - (begin + HeaderLength + nameBytes.Length + 4) % Alignment) % Alignment + 4 : 0;
        var (flags, checksum) = (likeTorch ? 0x0808 : 0, Checksum(data));
        var (statedChecksum, statedLength) = likeTorch ? (0u, 0u) : (checksum, (uint)data.Length);

        Write(_bytes, 0x04034B50u, (ushort)0, (ushort)flags, (ushort)0, 0u, statedChecksum, statedLength, statedLength, (ushort)nameBytes.Length, (ushort)padding);
        _bytes.Write(nameBytes);
        if (likeTorch)
        {
            Write(_bytes, (ushort)0x4246, (ushort)(padding - 4));
            _bytes.Write(new byte[padding - 4]);
        }

        _bytes.Write(data);
        if (likeTorch)
        {
            Write(_bytes, 0x08074B50u, checksum, (uint)data.Length, (uint)data.Length);
        }

        Write(
            _directory, 0x02014B50u, (ushort)0, (ushort)0, (ushort)flags, (ushort)0, 0u, checksum, (uint)data.Length, (uint)data.Length,
            (ushort)nameBytes.Length, (ushort)0, (ushort)0, (ushort)0, (ushort)0, 0u, (uint)begin);
        _directory.Write(nameBytes);
        _count++;
        return this;
    }

    public byte[] ToArray(string comment = "")
    {
        var (begin, length) = (_bytes.WrittenCount, _directory.WrittenCount);
        _bytes.Write(_directory.WrittenSpan);
        if (likeTorch)
        {
            var place = _bytes.WrittenCount;
            Write(_bytes, 0x06064B50u, 44UL, (ushort)45, (ushort)45, 0u, 0u, (ulong)_count, (ulong)_count, (ulong)length, (ulong)begin);
            Write(_bytes, 0x07064B50u, 0u, (ulong)place, 1u);
        }

        var commentBytes = Encoding.UTF8.GetBytes(comment);
        Write(_bytes, 0x06054B50u, (ushort)0, (ushort)0, (ushort)_count, (ushort)_count, (uint)length, (uint)begin, (ushort)commentBytes.Length);
        _bytes.Write(commentBytes);
        return _bytes.WrittenSpan.ToArray();
    }

    // Bit by bit, as ISO 3309 has it.
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var state = uint.MaxValue;
        foreach (var value in data)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                state = (state & 1) != 0 ? (state >> 1) ^ 0xEDB88320 : state >> 1;
            }
        }

        return ~state;
    }

    private static void Write(ArrayBufferWriter<byte> stream, params ReadOnlySpan<object> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, System.Convert.ToUInt64(number, null));
            stream.Write(bytes[..(number switch { ushort => 2, uint => 4, _ => 8 })]);
        }
    }
}
