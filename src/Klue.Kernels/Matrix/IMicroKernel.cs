namespace Klue.Kernels;

/// <summary>
/// The innermost part of a matrix product: a tile of a few rows and columns whose accumulators stay in registers
/// while k runs. Every element is one chain of multiply-adds over k ascending: one segment of a sum.
/// </summary>
internal unsafe interface IMicroKernel
{
    static abstract SimdTier Tier { get; }

    /// <summary>The most rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>The columns of a tile.</summary>
    static abstract int Columns { get; }

    /// <summary>output = start + a b, or output += a b, for a of [rows, k] and b of [k, <see cref="Columns"/>].</summary>
    static abstract void Run(int rows, in TileOperands tile);
}
