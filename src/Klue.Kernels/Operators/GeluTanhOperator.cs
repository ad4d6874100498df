using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <inheritdoc cref="Activation.GeluTanh"/>
internal readonly struct GeluTanhOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        // sqrt(2/pi) (x + 0.044715 x^3) = x (a + b x^2)
        const float A = 0.797884561f;
        const float B = 0.0356774081f;
        var inner = x * T.MultiplyAdd(x * x, T.Create(B), T.Create(A));
        var half = x * T.Create(0.5f);
        return T.MultiplyAdd(half, HyperbolicTangent.Tanh(inner), half);
    }
}
