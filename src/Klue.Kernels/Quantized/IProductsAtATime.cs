namespace Klue.Kernels;

/// <summary>What of a <see cref="BitSplit"/> the compiler must know.</summary>
internal interface IProductsAtATime
{
    /// <summary>Whether four products, not two alone, are sure to fit an int16.</summary>
    static abstract bool AreFour { get; }
}
