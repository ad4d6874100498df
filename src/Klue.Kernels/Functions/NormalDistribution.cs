using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    // From here on the tail is less than 1e-9: nothing beside 1.
    private const float TailEnd = 6f;

    /// <summary>
    /// 1 - Phi(t) = erfc(t / sqrt 2) / 2 for t &gt;= 0, as 2^-Q(t), and never below its value at t = 6. Q is fitted by
    /// Remez's exchange, its first coefficient held at 1 so that nothing is lost near 0; the tail times the larger
    /// of t and 1 is off by less than 2e-8 before rounding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T UpperTail<T>(T t)
        where T : unmanaged, ILanes<T>
    {
        t = T.AtMost(t, T.Create(TailEnd));
        var q = T.Create(-2.33880951e-06f);
        q = T.MultiplyAdd(q, t, T.Create(3.37883976e-05f));
        q = T.MultiplyAdd(q, t, T.Create(-0.000161559728f));
        q = T.MultiplyAdd(q, t, T.Create(-0.000190986335f));
        q = T.MultiplyAdd(q, t, T.Create(0.00712581025f));
        q = T.MultiplyAdd(q, t, T.Create(-0.0525327846f));
        q = T.MultiplyAdd(q, t, T.Create(-0.459198594f));
        q = T.MultiplyAdd(q, t, T.Create(-1.151106f));
        q = T.MultiplyAdd(q, t, T.Create(-1f));
        return Exponential.Exp2(q);
    }
}
