namespace Klue.Conversion.Pickles;

/// <summary>A value of which only the kind matters to a reader of tensors.</summary>
internal sealed class PickleAtom : PickleValue
{
    private PickleAtom(string kind) => Kind = kind;

    public static PickleAtom None { get; } = new("None");

    public static PickleAtom True { get; } = new("True");

    public static PickleAtom False { get; } = new("False");

    public static PickleAtom Float { get; } = new("a float");

    public static PickleAtom Bytes { get; } = new("bytes");

    public static PickleAtom LargeInteger { get; } = new("an integer beyond 128 bits");

    public static PickleAtom Set { get; } = new("a set");

    public override string Kind { get; }
}
