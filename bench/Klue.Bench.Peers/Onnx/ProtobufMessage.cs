using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Klue.Bench.Peers.Onnx;

/// <summary>A protobuf message in the making (protobuf.dev, "Encoding"): its fields in the order in which they are added.</summary>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Bytes so far.</summary>
    public long Length => _bytes.WrittenCount;

    /// <summary>Bytes that a field takes which is announced by <see cref="Announce"/> and has so much content.</summary>
    public static long AnnouncedLength(int field, long length) => VarintLength(Key(field, LengthDelimited)) + VarintLength((ulong)length) + length;

    public ProtobufMessage Add(int field, long value)
    {
        WriteVarint(Key(field, Varint));
        WriteVarint((ulong)value);
        return this;
    }

    public ProtobufMessage Add(int field, float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        WriteVarint(Key(field, Fixed32));
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufMessage Add(int field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Announce(field, bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufMessage Add(int field, ProtobufMessage message)
    {
        Announce(field, message.Length);
        _bytes.Write(message._bytes.WrittenSpan);
        return this;
    }

    /// <summary>Writes what comes before a field whose content, so many bytes, the caller writes behind this message.</summary>
    public ProtobufMessage Announce(int field, long length)
    {
        WriteVarint(Key(field, LengthDelimited));
        WriteVarint((ulong)length);
        return this;
    }

    public void WriteTo(Stream stream) => stream.Write(_bytes.WrittenSpan);

    private static ulong Key(int field, int wireType) => (ulong)((field << 3) | wireType);

    private static int VarintLength(ulong value)
    {
        var length = 1;
        for (; value >= 0x80; value >>= 7)
        {
            length++;
        }

        return length;
    }

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }

        _bytes.Write([(byte)value]);
    }
}
