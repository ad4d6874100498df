namespace Klue.Kernels;

/// <summary>Where the operands of one tile of a product with 16-bit weights lie; strides in elements.</summary>
internal unsafe struct HalfTile
{
    /// <summary>[rows, K].</summary>
    public float* Input;
    public nint InputStride;

    /// <summary>[K, columns], lines a panel's width apart.</summary>
    public ushort* Weights;
    public int K;

    /// <summary>Elements of one of <see cref="Segments"/>.</summary>
    public int Segment;

    /// <summary>What the sums of every row start from, [columns].</summary>
    public float* Start;

    /// <summary>[rows, columns].</summary>
    public float* Output;
    public nint OutputStride;
}
