namespace Klue.Conversion.Torch;

/// <summary>A storage under several tensors.</summary>
/// <param name="Tensors">Their names, in the order of the file.</param>
/// <param name="IsTied">Whether all of them are the same view of it: one tensor under several names.</param>
internal sealed record SharedStorage(IReadOnlyList<string> Tensors, bool IsTied)
{
    public static IReadOnlyList<SharedStorage> Group(IReadOnlyList<NamedView> tensors) =>
    [
        .. tensors
            .GroupBy(tensor => tensor.View.Storage)
            .Where(group => group.Count() > 1)
            .Select(group => new SharedStorage([.. group.Select(tensor => tensor.Name)], group.All(tensor => tensor.View.IsSameAs(group.First().View)))),
    ];
}
