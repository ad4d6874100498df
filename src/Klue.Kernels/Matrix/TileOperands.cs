namespace Klue.Kernels;

/// <summary>Where the operands of one tile lie; strides in elements, but for those of b, which may be of any format.</summary>
internal unsafe struct TileOperands
{
    /// <summary>[rows, k].</summary>
    public float* A;
    public nint AStride;

    /// <summary>[k, columns], the lines as far apart as the panel is wide.</summary>
    public byte* B;

    /// <summary>
    /// What is asked of memory while the tile is computed, if its panel is read ahead: a few lines of cache from here, and with each
    /// further line of b, or each few, as many from <see cref="NextStride"/> bytes further on.
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
