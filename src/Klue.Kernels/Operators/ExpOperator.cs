using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <inheritdoc cref="Elementwise.Exp"/>
internal readonly struct ExpOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T> => Exponential.Exp(x);
}
