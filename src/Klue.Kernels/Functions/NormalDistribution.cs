using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>From here on t times the upper tail is less than 6e-9.</summary>
    public const float TailEnd = 6f;

    /// <summary>
    /// 1 - Phi(t) = erfc(t / sqrt 2) / 2 for t of 0 to <see cref="TailEnd"/>, as exp(-Q(t)). Q is fitted by Remez's
    /// exchange, its first coefficient held at ln 2 so that nothing is lost near 0; t times the tail is off by less
    /// than 1.3e-8 before rounding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T UpperTail<T>(T t)
        where T : unmanaged, ILanes<T>
    {
        var q = T.Create(-1.46789466e-06f);
        q = T.MultiplyAdd(q, t, T.Create(2.14172378e-05f));
        q = T.MultiplyAdd(q, t, T.Create(-0.000101543257f));
        q = T.MultiplyAdd(q, t, T.Create(-0.000160192794f));
        q = T.MultiplyAdd(q, t, T.Create(0.00497945957f));
        q = T.MultiplyAdd(q, t, T.Create(-0.0364437997f));
        q = T.MultiplyAdd(q, t, T.Create(-0.318281025f));
        q = T.MultiplyAdd(q, t, T.Create(-0.797887266f));
        q = T.MultiplyAdd(q, t, T.Create(-0.693147182f));
        return Exponential.ExpOfModerate(q);
    }
}
