namespace Klue.Conversion.Pickles;

/// <summary>
/// A name that does not describe tensors, or whatever a program that resolves names would make with it. It is kept as what
/// it is, a name with the values that were handed to it, so that a checkpoint can be read around it or refused by name.
/// </summary>
internal sealed class PickleForeign(string module, string name) : PickleValue
{
    private List<PickleValue>? _parts;

    /// <summary>The name that stands at the root of the value: <c>argparse.Namespace</c>.</summary>
    public string Name => $"{module}.{name}";

    /// <summary>The values it was called with, built from or given.</summary>
    public IReadOnlyList<PickleValue> Parts => _parts ?? [];

    public override string Kind => $"something of {Quoted.Text(Name)}";

    /// <summary>Hands it more values.</summary>
    public void Add(params ReadOnlySpan<PickleValue> values) => (_parts ??= []).AddRange(values);

    /// <summary>What calling it with these arguments would give.</summary>
    public PickleForeign Call(PickleValue arguments)
    {
        var result = new PickleForeign(module, name);
        result.Add(this, arguments);
        return result;
    }
}
