namespace Klue.Kernels;

/// <summary>Where the operands of one tile lie; strides in elements.</summary>
internal unsafe struct TileOperands
{
    /// <summary>[rows, k].</summary>
    public float* A;
    public nint AStride;

    /// <summary>[k, columns].</summary>
    public float* B;
    public nint BStride;

    public nint K;

    /// <summary>
    /// What the chains of every row start from, [columns]. Null: from zero, to be added to the output in the end.
    /// </summary>
    public float* Start;

    /// <summary>[rows, columns].</summary>
    public float* Output;
    public nint OutputStride;
}
