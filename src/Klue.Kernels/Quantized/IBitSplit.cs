namespace Klue.Kernels;

/// <summary>What of a <see cref="BitSplit"/> the compiler must know.</summary>
internal interface IBitSplit
{
    /// <summary>Whether four products, not two, are sure to add up to an int16.</summary>
    static abstract bool AddsFourProducts { get; }
}
