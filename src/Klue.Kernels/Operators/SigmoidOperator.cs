using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <inheritdoc cref="Activation.Sigmoid"/>
internal readonly struct SigmoidOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T> => Exponential.Sigmoid(x);
}
