namespace Klue.Kernels;

/// <summary>Where the operands of one tile lie; strides in elements, but for those of b, which may be of any format.</summary>
internal unsafe struct TileOperands
{
    /// <summary>[rows, k].</summary>
    public float* A;
    public nint AStride;

    /// <summary>[k, columns], lines so many bytes apart.</summary>
    public byte* B;
    public nint BStride;

    /// <summary>
    /// What is asked of memory while the tile is computed: with the first line of b, [columns] from here, and with each
    /// further line as many from <see cref="NextStride"/> bytes further on.
    /// </summary>
    public byte* Next;
    public nint NextStride;

    public nint K;

    /// <summary>Products in each segment of a sum but the last, as <see cref="Segments"/> cuts it.</summary>
    public nint Segment;

    /// <summary>
    /// What the chains of every row start from, [columns]. Null: from zero, to be added to the output in the end.
    /// </summary>
    public float* Start;

    /// <summary>[rows, columns].</summary>
    public float* Output;
    public nint OutputStride;
}
