namespace Klue.Conversion.Torch;

/// <summary>A source whose tensors can lie over one another.</summary>
internal interface ISharedStorage
{
    /// <summary>The storages that more than one tensor lies in, in the order of the file.</summary>
    IReadOnlyList<SharedStorage> SharedStorages { get; }
}
