namespace Klue.Conversion.Pickles;

/// <summary>A list; it may hold itself.</summary>
internal sealed class PickleList : PickleValue
{
    public List<PickleValue> Items { get; } = [];

    public override string Kind => "a list";
}
