namespace Klue.Pipelines;

/// <summary>One weight of a sparse vector.</summary>
/// <param name="Index">The token's id.</param>
/// <param name="Value">Its weight, above 0.</param>
public readonly record struct SparseValue(int Index, float Value);
