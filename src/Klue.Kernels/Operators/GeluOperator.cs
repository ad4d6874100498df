using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <inheritdoc cref="Activation.Gelu"/>
/// <remarks>
/// Phi being the normal distribution, x Phi(x) = max(x, 0) - |x| (1 - Phi(|x|)): one tail serves both sides, and
/// nothing cancels where x is negative.
/// </remarks>
internal readonly struct GeluOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var zero = T.Create(0f);
        var magnitude = T.Abs(x);
        var below = magnitude * NormalDistribution.UpperTail(magnitude);
        return T.SelectIfLess(x, zero, zero, x) - T.SelectIfLess(magnitude, T.Create(NormalDistribution.TailEnd), below, zero);
    }
}
