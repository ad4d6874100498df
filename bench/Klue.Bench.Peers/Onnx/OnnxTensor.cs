using System.Runtime.InteropServices;

namespace Klue.Bench.Peers.Onnx;

/// <summary>A constant of a graph (<c>TensorProto</c> with <c>raw_data</c>).</summary>
internal sealed class OnnxTensor
{
    private const int DimensionField = 1;
    private const int TypeField = 2;
    private const int NameField = 8;
    private const int RawDataField = 9;

    private readonly ProtobufMessage _head = new();
    private readonly Action<Stream> _writeData;

    private OnnxTensor(string name, OnnxElementType type, long[] shape, long bytes, Action<Stream> writeData)
    {
        Array.ForEach(shape, dimension => _head.Add(DimensionField, dimension));
        _head.Add(TypeField, (int)type).Add(NameField, name).Announce(RawDataField, bytes);
        Length = _head.Length + bytes;
        _writeData = writeData;
    }

    /// <summary>Bytes of the message.</summary>
    public long Length { get; }

    /// <summary>A tensor of the given elements, row-major.</summary>
    public static OnnxTensor Of<T>(string name, T[] elements, params long[] shape)
        where T : unmanaged
    {
        var type = default(T) switch
        {
            float => OnnxElementType.Float,
            sbyte => OnnxElementType.Int8,
            int => OnnxElementType.Int32,
            long => OnnxElementType.Int64,
            _ => throw new ArgumentException($"No ONNX type is known for {typeof(T).Name}.", nameof(elements)),
        };
        var expected = shape.Aggregate(1L, (product, dimension) => product * dimension);
        ArgumentOutOfRangeException.ThrowIfNotEqual(elements.LongLength, expected, nameof(elements));
        return new OnnxTensor(
            name, type, shape, Buffer.ByteLength(elements), stream => stream.Write(MemoryMarshal.AsBytes(elements.AsSpan())));
    }

    public void WriteTo(Stream stream)
    {
        _head.WriteTo(stream);
        _writeData(stream);
    }
}
