using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <inheritdoc cref="Activation.Gelu"/>
internal readonly struct GeluOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var half = x * T.Create(0.5f);
        return T.MultiplyAdd(half, ErrorFunction.Erf(x * T.Create(0.707106781f)), half);
    }
}
