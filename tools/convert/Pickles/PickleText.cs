namespace Klue.Conversion.Pickles;

/// <summary>A string.</summary>
internal sealed class PickleText(string value) : PickleValue
{
    public string Value { get; } = value;

    public override string Kind => $"the string {Quoted.Text(Value)}";
}
