using Klue.Checkpoints;

namespace Klue.Conversion.Pickles;

/// <summary>A name that describes tensors, of the closed list in <see cref="PickleGlobals"/>.</summary>
internal sealed class PickleGlobal(string module, string name, PickleGlobalRole role, Dtype? elementType = null) : PickleValue
{
    public string Module { get; } = module;

    public string Name { get; } = name;

    public PickleGlobalRole Role { get; } = role;

    /// <summary>The element type of a storage class or of a name that is one; null for others and for storages without.</summary>
    public Dtype? ElementType { get; } = elementType;

    public override string Kind => $"the name {Quoted.Text($"{Module}.{Name}")}";
}
