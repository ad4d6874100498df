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

    /// <summary>What the finished chains are added to, [rows, columns]; stride 0 gives all rows the same.</summary>
    public float* Start;
    public nint StartStride;

    /// <summary>[rows, columns]; may be the start.</summary>
    public float* Output;
    public nint OutputStride;
}
