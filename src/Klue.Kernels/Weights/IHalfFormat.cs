namespace Klue.Kernels;

/// <summary>One of the 16-bit formats of weights.</summary>
internal unsafe interface IHalfFormat
{
    static abstract WeightFormat Format { get; }

    /// <summary>
    /// Up to so many rows, weights are widened tile by tile; more rows pay for a widened panel that is written down.
    /// </summary>
    static abstract int RowsWidenedInRegisters(SimdTier tier);

    /// <summary>Widens a vector of weights, exactly.</summary>
    static abstract TLanes Load<TLanes>(ushort* source)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>Rounds weights, to nearest even.</summary>
    static abstract void Narrow(ReadOnlySpan<float> source, Span<ushort> destination);
}
