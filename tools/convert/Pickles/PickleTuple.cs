namespace Klue.Conversion.Pickles;

/// <summary>A tuple; it cannot change after it is made, so it cannot hold itself.</summary>
internal sealed class PickleTuple(PickleValue[] items) : PickleValue
{
    public static PickleTuple Empty { get; } = new([]);

    public ReadOnlySpan<PickleValue> Items => items;

    public override string Kind => $"a tuple of {items.Length}";
}
