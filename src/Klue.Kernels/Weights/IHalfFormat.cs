namespace Klue.Kernels;

/// <summary>One of the 16-bit formats of weights.</summary>
internal unsafe interface IHalfFormat
{
    static abstract WeightFormat Format { get; }

    /// <summary>Widens a vector of weights, exactly.</summary>
    static abstract TLanes Load<TLanes>(ushort* source)
        where TLanes : unmanaged, ILanes<TLanes>;

    /// <summary>Rounds weights, to nearest even.</summary>
    static abstract void Narrow(ReadOnlySpan<float> source, Span<ushort> destination);
}
