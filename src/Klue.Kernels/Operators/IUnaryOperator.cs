namespace Klue.Kernels;

/// <summary>A function of one number, for <see cref="Elementwise"/> and the epilogue of <see cref="Gemm"/>.</summary>
internal interface IUnaryOperator
{
    static abstract T Invoke<T>(T x)
        where T : unmanaged, ILanes<T>;
}
