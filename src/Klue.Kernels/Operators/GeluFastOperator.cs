using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <inheritdoc cref="Activation.GeluFast"/>
internal readonly struct GeluFastOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var inner = x * T.Create(0.7978845608f) * T.MultiplyAdd(x * T.Create(0.044715f), x, T.Create(1f));
        var half = x * T.Create(0.5f);
        return T.MultiplyAdd(half, HyperbolicTangent.Tanh(inner), half);
    }
}
