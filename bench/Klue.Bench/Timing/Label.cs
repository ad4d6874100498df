namespace Klue.Bench.Timing;

/// <summary>One thing that tells a case from the others of its suite, such as its number of rows.</summary>
internal readonly record struct Label(string Name, string Value)
{
    /// <summary>A label that is a number.</summary>
    public Label(string name, int value)
        : this(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture))
    {
    }
}
