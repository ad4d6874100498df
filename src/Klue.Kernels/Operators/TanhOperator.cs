namespace Klue.Kernels;

/// <inheritdoc cref="Activation.Tanh"/>
internal readonly struct TanhOperator : IUnaryOperator
{
    public static T Invoke<T>(T x)
        where T : unmanaged, ILanes<T> => HyperbolicTangent.Tanh(x);
}
