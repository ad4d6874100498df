using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <inheritdoc cref="Activation.QuickGelu"/>
internal readonly struct QuickGeluOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T> => x * Exponential.Sigmoid(x * T.Create(1.702f));
}
