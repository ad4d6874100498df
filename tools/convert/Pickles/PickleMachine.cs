using System.Runtime.InteropServices;
using Klue.Conversion.Torch;

namespace Klue.Conversion.Pickles;

/// <summary>
/// The stack machine of Python's pickle module (Lib/pickletools.py describes the opcodes), reduced to what describes
/// tensors. It is closed: a name in the pickle is looked up in <see cref="PickleGlobals"/> and nowhere else, calls are
/// understood for those names alone, and what a foreign name would make stays a <see cref="PickleForeign"/>. Memory and
/// time are bounded by <see cref="PickleLimits"/>.
/// </summary>
internal ref partial struct PickleMachine
{
    private const int NewestProtocol = 5;

    private readonly FilePart _part;
    private readonly List<PickleValue> _stack = [];
    private readonly List<int> _marks = [];

    // By the places' bits: the base library brings this dictionary compiled, and not the one of unsigned numbers.
    private readonly Dictionary<int, PickleValue> _memo = [];

    private readonly List<PickleForeign> _foreigns = [];
    private readonly TorchStorages _storages = new();
    private PickleInput _input;
    private PickleOpcode _opcode;
    private int _place;
    private int _items;

    private PickleMachine(FilePart part, PickleInput input)
    {
        _part = part;
        _input = input;
    }

    /// <summary>Runs the pickle at the start of <paramref name="bytes"/>.</summary>
    /// <param name="part">What errors name.</param>
    /// <param name="bytes">The pickle; bytes behind its STOP are not looked at.</param>
    /// <param name="begin">The place of the first byte in the file or entry, for messages.</param>
    /// <param name="isCut">Whether the file goes on behind <paramref name="bytes"/>.</param>
    /// <exception cref="TorchFileException">The pickle breaks a rule.</exception>
    public static Pickle Run(FilePart part, ReadOnlySpan<byte> bytes, long begin = 0, bool isCut = false)
    {
        var machine = new PickleMachine(part, new PickleInput(part, bytes, begin, isCut));
        var value = machine.Execute();
        return new Pickle(value, machine._foreigns, machine._storages, machine._input.Position);
    }

    // What lies below the newest mark belongs to whoever set it.
    private readonly int Floor => _marks.Count == 0 ? 0 : _marks[^1];

    private PickleValue Execute()
    {
        Fetch();
        DemandProtocol();
        while (true)
        {
            Fetch();
            if (_opcode == PickleOpcode.Stop)
            {
                return _stack.Count == 1 && _marks.Count == 0
                    ? _stack[0]
                    : throw Error(TorchRule.PickleEnd, "one value on the stack at STOP", $"{_stack.Count} and {_marks.Count} open marks");
            }

            Step();
        }
    }

    private void Fetch()
    {
        _place = _input.Position;
        _opcode = (PickleOpcode)_input.ReadByte();
    }

    // Protocols 0 and 1 state no number; PyTorch has written neither.
    private void DemandProtocol()
    {
        if (_opcode != PickleOpcode.Proto)
        {
            throw Error(TorchRule.PickleOpcode, "a pickle that begins with its protocol's number", $"the opcode {Description(_opcode)}");
        }

        var protocol = _input.ReadByte();
        if (protocol is < 2 or > NewestProtocol)
        {
            throw Error(TorchRule.PickleOpcode, $"a protocol from 2 to {NewestProtocol}", $"{protocol}");
        }
    }

    private void Push(PickleValue value)
    {
        Charge(1);
        if (_stack.Count == PickleLimits.Stack)
        {
            throw Error(TorchRule.PickleLimit, $"at most {PickleLimits.Stack} values on the stack", "more");
        }

        _stack.Add(value);
    }

    private readonly PickleValue Pop()
    {
        var value = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private readonly PickleValue Top() => _stack.Count > Floor
        ? _stack[^1]
        : throw Error(TorchRule.PickleOperand, "a value on the stack", "none");

    private void Mark()
    {
        if (_marks.Count == PickleLimits.Marks)
        {
            throw Error(TorchRule.PickleLimit, $"at most {PickleLimits.Marks} open marks", "more");
        }

        _marks.Add(_stack.Count);
    }

    // The values above the newest mark, in their order.
    private readonly PickleValue[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw Error(TorchRule.PickleOperand, "a mark on the stack", "none");
        }

        var items = PopMany(_stack.Count - Floor);
        _marks.RemoveAt(_marks.Count - 1);
        return items;
    }

    private readonly PickleValue[] PopMany(int count)
    {
        if (_stack.Count - Floor < count)
        {
            throw Error(TorchRule.PickleOperand, $"{count} values on the stack", $"{_stack.Count - Floor}");
        }

        var items = CollectionsMarshal.AsSpan(_stack)[^count..].ToArray();
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private void Remember(uint place)
    {
        var value = Top();
        Charge(1);
        _memo[unchecked((int)place)] = value;
    }

    private readonly PickleValue Recall(uint place) => _memo.TryGetValue(unchecked((int)place), out var value)
        ? value
        : throw Error(TorchRule.PickleOperand, "a memo entry set before", $"none at {place}");

    private void Charge(int items)
    {
        _items += items;
        if (_items > PickleLimits.Items)
        {
            throw Error(TorchRule.PickleLimit, $"at most {PickleLimits.Items} values", "more");
        }
    }

    private readonly TorchFileException Error(TorchRule rule, string expected, string found) =>
        _part.Error(rule, expected, $"{found} (opcode {Description(_opcode)} at byte {_input.Absolute(_place)})");

    private static string Description(PickleOpcode opcode) =>
        Enum.IsDefined(opcode) ? opcode.ToString() : $"0x{(byte)opcode:X2}";
}
