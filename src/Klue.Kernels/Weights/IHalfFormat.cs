namespace Klue.Kernels;

/// <summary>One of the 16-bit formats of weights.</summary>
internal interface IHalfFormat : IElementFormat
{
    /// <summary>
    /// Up to so many rows, weights are widened tile by tile; more rows pay for a widened panel that is written down.
    /// </summary>
    static abstract int RowsWidenedInRegisters(SimdTier tier);

    /// <summary>Rounds weights, to nearest even.</summary>
    static abstract void Narrow(ReadOnlySpan<float> source, Span<ushort> destination);
}
