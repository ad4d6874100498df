namespace Klue.Kernels;

/// <summary>How the elements of a panel are kept, and become float32 on their way into a register.</summary>
internal unsafe interface IElementFormat
{
    static abstract WeightFormat Format { get; }

    /// <summary>Bytes of an element.</summary>
    static abstract int ElementSize { get; }

    /// <summary>
    /// The most rows of input for which a panel is read as it comes. The processor follows lines in order by itself, faster than it
    /// does what it is asked for besides; more rows give memory time for both.
    /// </summary>
    static abstract int RowsReadUnasked { get; }

    /// <summary>A vector of elements as float32, exactly.</summary>
    static abstract TLanes Load<TLanes>(void* source)
        where TLanes : unmanaged, ILanes<TLanes>;
}
