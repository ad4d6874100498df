namespace Klue.Kernels;

/// <summary>How the elements of a panel are kept, and become float32 on their way into a register.</summary>
internal unsafe interface IElementFormat
{
    /// <summary>Bytes of an element.</summary>
    static abstract int ElementSize { get; }

    /// <summary>A vector of elements as float32, exactly.</summary>
    static abstract TLanes Load<TLanes>(void* source)
        where TLanes : unmanaged, ILanes<TLanes>;
}
