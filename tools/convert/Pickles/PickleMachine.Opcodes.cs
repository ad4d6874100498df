using System.Buffers.Binary;
using Klue.Conversion.Torch;

namespace Klue.Conversion.Pickles;

internal ref partial struct PickleMachine
{
    private void Step()
    {
        switch (_opcode)
        {
            case PickleOpcode.Mark: Mark(); break;

            case PickleOpcode.None: Push(PickleAtom.None); break;
            case PickleOpcode.NewTrue: Push(PickleAtom.True); break;
            case PickleOpcode.NewFalse: Push(PickleAtom.False); break;
            case PickleOpcode.BinInt: Push(new PickleInteger(_input.ReadInt32())); break;
            case PickleOpcode.BinInt1: Push(new PickleInteger(_input.ReadByte())); break;
            case PickleOpcode.BinInt2: Push(new PickleInteger(_input.ReadUInt16())); break;
            case PickleOpcode.Long1: Push(Integer(_input.Take(_input.ReadByte()))); break;
            case PickleOpcode.BinFloat: SkipTo(PickleAtom.Float, sizeof(double)); break;
            case PickleOpcode.ShortBinBytes: SkipTo(PickleAtom.Bytes, _input.ReadByte()); break;
            case PickleOpcode.BinBytes: SkipTo(PickleAtom.Bytes, _input.ReadUInt32()); break;
            case PickleOpcode.BinBytes8: SkipTo(PickleAtom.Bytes, _input.ReadUInt64()); break;
            case PickleOpcode.ShortBinString or PickleOpcode.ShortBinUnicode: Push(new PickleText(_input.ReadText(_input.ReadByte()))); break;
            case PickleOpcode.BinUnicode: Push(new PickleText(_input.ReadText(_input.ReadUInt32()))); break;
            case PickleOpcode.BinUnicode8: Push(new PickleText(_input.ReadText(_input.ReadUInt64()))); break;

            case PickleOpcode.EmptyTuple: Push(PickleTuple.Empty); break;
            case PickleOpcode.Tuple1: PushTuple(PopMany(1)); break;
            case PickleOpcode.Tuple2: PushTuple(PopMany(2)); break;
            case PickleOpcode.Tuple3: PushTuple(PopMany(3)); break;
            case PickleOpcode.Tuple: PushTuple(PopToMark()); break;
            case PickleOpcode.EmptyList: Push(new PickleList()); break;
            case PickleOpcode.EmptySet: Push(PickleAtom.Set); break;
            case PickleOpcode.EmptyDict: Push(new PickleMap(isOrderedDict: false)); break;
            case PickleOpcode.Append: AppendTo(items: [Pop()]); break;
            case PickleOpcode.Appends: AppendTo(PopToMark()); break;
            case PickleOpcode.SetItem: SetItem(); break;
            case PickleOpcode.SetItems: SetItems(PopToMark()); break;

            case PickleOpcode.BinPut: Remember(_input.ReadByte()); break;
            case PickleOpcode.LongBinPut: Remember(_input.ReadUInt32()); break;
            case PickleOpcode.Memoize: Remember((uint)_memo.Count); break;
            case PickleOpcode.BinGet: Push(Recall(_input.ReadByte())); break;
            case PickleOpcode.LongBinGet: Push(Recall(_input.ReadUInt32())); break;

            case PickleOpcode.Global: PushGlobal(_input.ReadLine(), _input.ReadLine()); break;
            case PickleOpcode.StackGlobal: PushStackGlobal(); break;
            case PickleOpcode.Reduce: Push(CallTop()); break;
            case PickleOpcode.NewObj: Push(ConstructTop()); break;
            case PickleOpcode.Build: BuildTop(); break;
            case PickleOpcode.BinPersId: Push(Storage(Pop())); break;
            case PickleOpcode.Frame: EnterFrame(_input.ReadUInt64()); break;

            default: throw Error(TorchRule.PickleOpcode, "an opcode that PyTorch's state dictionaries use", "another");
        }
    }

    private void SkipTo(PickleValue value, ulong length)
    {
        _input.Take(length);
        Push(value);
    }

    private void PushTuple(PickleValue[] items)
    {
        Charge(items.Length);
        Push(new PickleTuple(items));
    }

    // Little-endian two's complement of any length (Lib/pickle.py, decode_long).
    private static PickleValue Integer(ReadOnlySpan<byte> bytes)
    {
        const int Width = 16;
        if (bytes.Length > Width)
        {
            return PickleAtom.LargeInteger;
        }

        Span<byte> extended = stackalloc byte[Width];
        extended.Fill(bytes.Length > 0 && bytes[^1] >= 0x80 ? (byte)0xFF : (byte)0);
        bytes.CopyTo(extended);
        return new PickleInteger(BinaryPrimitives.ReadInt128LittleEndian(extended));
    }

    private void AppendTo(scoped ReadOnlySpan<PickleValue> items)
    {
        Charge(items.Length);
        switch (Top())
        {
            case PickleList list:
                list.Items.AddRange(items);
                break;
            case PickleForeign foreign:
                foreign.Add(items);
                break;
            case var other:
                throw Error(TorchRule.PickleOperand, "a list to append to", other.Kind);
        }
    }

    private void SetItem()
    {
        var value = Pop();
        var key = Pop();
        SetItems([key, value]);
    }

    private void SetItems(scoped ReadOnlySpan<PickleValue> pairs)
    {
        Charge(pairs.Length);
        if (pairs.Length % 2 != 0)
        {
            throw Error(TorchRule.PickleOperand, "pairs of key and value", $"{pairs.Length} values");
        }

        switch (Top())
        {
            case PickleMap map:
                for (var i = 0; i < pairs.Length; i += 2)
                {
                    map.Entries.Add((Key(pairs[i]), pairs[i + 1]));
                }

                break;
            case PickleForeign foreign:
                foreign.Add(pairs);
                break;
            case var other:
                throw Error(TorchRule.PickleOperand, "a dictionary to set items of", other.Kind);
        }
    }

    // Optimizers number their parameters, Lightning's callbacks are named by class. Tuples are hashable only if all they hold is.
    private readonly PickleValue Key(PickleValue key) => key is PickleText or PickleInteger or PickleAtom or PickleForeign && key != PickleAtom.Set
        ? key
        : throw Error(TorchRule.PickleOperand, "a string or a number as a dictionary's key", key.Kind);

    private readonly void EnterFrame(ulong length)
    {
        if (!_input.Holds(length))
        {
            throw Error(TorchRule.PickleEnd, "a frame that ends inside the pickle", $"one of {length} bytes");
        }
    }
}
