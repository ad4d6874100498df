using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Klue.Conversion.Torch;

namespace Klue.Conversion.Pickles;

/// <summary>
/// The bytes of a pickle, read forward. A length that the pickle states is held against the bytes that are left before
/// anything is made of it.
/// </summary>
internal ref struct PickleInput(FilePart part, ReadOnlySpan<byte> bytes, long begin, bool isCut)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The bytes read so far.</summary>
    public int Position { get; private set; }

    private readonly int Remaining => _bytes.Length - Position;

    /// <summary>A place in the pickle as a place in its entry or file.</summary>
    public readonly long Absolute(int position) => begin + position;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>The next bytes, as many as a length in the pickle asks for.</summary>
    public ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)Remaining)
        {
            throw isCut && length <= PickleLimits.Bytes
                ? part.Error(TorchRule.PickleLimit, $"a pickle of at most {PickleLimits.Bytes} bytes", "a longer one")
                : part.Error(TorchRule.PickleEnd, $"{length} more bytes at byte {Absolute(Position)} of the pickle", $"{Remaining}");
        }

        var taken = _bytes.Slice(Position, (int)length);
        Position += taken.Length;
        return taken;
    }

    /// <summary>Whether as many bytes are left as a frame says that it has.</summary>
    public readonly bool Holds(ulong length) => isCut || length <= (ulong)Remaining;

    public string ReadText(ulong length)
    {
        var place = Position;
        var text = Take(length);
        return Utf8.IsValid(text)
            ? Encoding.UTF8.GetString(text)
            : throw part.Error(TorchRule.PickleText, "a string in UTF-8", $"bytes that are not, at byte {Absolute(place)}");
    }

    /// <summary>A line of a GLOBAL opcode, without its end.</summary>
    public string ReadLine()
    {
        var rest = _bytes[Position..];
        var length = rest[..Math.Min(rest.Length, PickleLimits.NameBytes)].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw rest.Length < PickleLimits.NameBytes
                ? part.Error(TorchRule.PickleEnd, $"the end of the line at byte {Absolute(Position)} of the pickle", "the end of the pickle")
                : part.Error(TorchRule.PickleLimit, $"a name of at most {PickleLimits.NameBytes} bytes", $"a longer one at byte {Absolute(Position)}");
        }

        var line = ReadText((ulong)length);
        Position++;
        return line;
    }
}
