using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <inheritdoc cref="Activation.Gelu"/>
/// <remarks>erf(x / sqrt 2) is 1 - 2 times the upper tail of the normal distribution at |x|, with the sign of x.</remarks>
internal readonly struct GeluOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var half = x * T.Create(0.5f);
        var tail = NormalDistribution.UpperTail(T.Abs(x));
        var erf = T.CopySign(T.MultiplyAdd(tail, T.Create(-2f), T.Create(1f)), x);
        return T.MultiplyAdd(half, erf, half);
    }
}
