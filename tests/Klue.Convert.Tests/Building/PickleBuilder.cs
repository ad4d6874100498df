using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Klue.Convert.Tests.Building;

/// <summary>Writes a pickle opcode by opcode, right or wrong.</summary>
internal sealed class PickleBuilder
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public PickleBuilder(int protocol = 2) => Raw(0x80, (byte)protocol);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public byte[] Stop() => Raw((byte)'.').ToArray();

    public PickleBuilder Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public PickleBuilder Op(char opcode) => Raw((byte)opcode);

    public PickleBuilder Mark() => Op('(');

    public PickleBuilder None() => Op('N');

    public PickleBuilder Boolean(bool value) => Raw(value ? (byte)0x88 : (byte)0x89);

    public PickleBuilder Global(string module, string name) => Op('c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PickleBuilder Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Op('X').Length(bytes.Length).Raw(bytes);
    }

    /// <summary>An integer as Python's pickler writes it: the shortest opcode that holds it.</summary>
    public PickleBuilder Integer(long value)
    {
        switch (value)
        {
            case >= 0 and <= byte.MaxValue:
                return Op('K').Raw((byte)value);
            case >= 0 and <= ushort.MaxValue:
                return Op('M').Raw((byte)value, (byte)(value >> 8));
            case >= int.MinValue and <= int.MaxValue:
                return Op('J').Length((int)value);
            default:
                Span<byte> bytes = stackalloc byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
                return Raw(0x8A, sizeof(long)).Raw(bytes);
        }
    }

    public PickleBuilder Tuple(Action<PickleBuilder> items)
    {
        Mark();
        items(this);
        return Op('t');
    }

    public PickleBuilder Integers(ReadOnlySpan<long> values)
    {
        Mark();
        foreach (var value in values)
        {
            Integer(value);
        }

        return Op('t');
    }

    public PickleBuilder Dictionary(Action<PickleBuilder> pairs)
    {
        Op('}').Mark();
        pairs(this);
        return Op('u');
    }

    public PickleBuilder EmptyOrderedDict() => Global("collections", "OrderedDict").Op(')').Op('R');

    /// <summary>A call of PyTorch's function that makes a tensor of a storage.</summary>
    public PickleBuilder Tensor(BuiltTensor tensor, bool isLegacy) => Global("torch._utils", "_rebuild_tensor_v2")
        .Tuple(arguments =>
        {
            arguments.Tuple(id =>
            {
                id.Text("storage").Global("torch", tensor.Storage.ClassName).Text(tensor.Storage.Key).Text("cpu").Integer(tensor.Storage.Count);
                if (isLegacy)
                {
                    id.None();
                }
            });
            arguments.Op('Q').Integer(tensor.Offset).Integers(tensor.Sizes).Integers(tensor.Strides).Boolean(false).EmptyOrderedDict();
        })
        .Op('R');

    private PickleBuilder Length(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }
}
