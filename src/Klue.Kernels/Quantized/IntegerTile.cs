using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>Where the operands of one tile of an int8 product lie.</summary>
internal unsafe struct IntegerTile
{
    /// <summary>[rows, K].</summary>
    public byte* Input;
    public nint InputStride;

    /// <summary>The scale and the zero of each row, [rows].</summary>
    public float* InputScales;
    public int* InputZeros;

    /// <summary>One vector of columns of a panel, [K/4][columns][4], groups a panel's width apart.</summary>
    public sbyte* Weights;
    public int K;

    /// <summary>How far ahead of the weights that are read others are asked for, in bytes; 0 where they are near already.</summary>
    public nint Ahead;

    /// <summary>Scale, sum of the weights and bias of each column.</summary>
    public float* Scales;
    public int* Sums;
    public float* Bias;

    /// <summary>[rows, columns].</summary>
    public float* Output;
    public nint OutputStride;

    /// <summary>Turns the finished sums of one row into float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish<TVector>(int row, TVector total)
        where TVector : unmanaged, IIntegerLanes<TVector> =>
        TVector.Dequantize(total, InputZeros[row], Sums, InputScales[row], Scales, Bias, Output + (row * OutputStride));
}
