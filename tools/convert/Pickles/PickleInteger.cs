namespace Klue.Conversion.Pickles;

/// <summary>An integer of at most 128 bits; the longest that a checkpoint has is the 77-bit magic number of legacy files.</summary>
internal sealed class PickleInteger(Int128 value) : PickleValue
{
    public Int128 Value { get; } = value;

    public override string Kind => $"the integer {Value}";
}
