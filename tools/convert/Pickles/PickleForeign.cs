namespace Klue.Conversion.Pickles;

/// <summary>
/// A name that does not describe tensors, or whatever a program that resolves names would make with it. It is kept as what
/// it is, a name with the values that were handed to it, so that a checkpoint can be read around it or refused by name.
/// </summary>
internal sealed class PickleForeign : PickleValue
{
    private PickleForeign(string name, List<PickleValue> parts) => (Name, Parts) = (name, parts);

    /// <summary>The name that stands at the root of the value: <c>argparse.Namespace</c>.</summary>
    public string Name { get; }

    /// <summary>The values it was called with, built from or given.</summary>
    public List<PickleValue> Parts { get; }

    public override string Kind => $"something of {Quoted.Text(Name)}";

    /// <summary>The name itself.</summary>
    public static PickleForeign Of(string module, string name) => new($"{module}.{name}", []);

    /// <summary>What calling it with these arguments would give.</summary>
    public PickleForeign Call(PickleValue arguments) => new(Name, [this, arguments]);
}
