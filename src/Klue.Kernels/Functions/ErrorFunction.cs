using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>erf.</summary>
internal static class ErrorFunction
{
    private const float PolynomialBelow = 1f;

    // 1 - erf(4) = 1.5e-8 is less than half of the last bit of 1.
    private const float OneFrom = 4f;

    /// <summary>
    /// |x| &lt; 1: x + x P(x^2), fitted by Remez's exchange to the relative error, 2e-9 before rounding. Beyond:
    /// 1 - exp(-Q(|x|)), with the sign of x; Q is fitted to -ln(erfc) so that erf is off by no more than 2e-9.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var square = x * x;
        var p = T.Create(7.80690389e-05f);
        p = T.MultiplyAdd(p, square, T.Create(-0.00079978531f));
        p = T.MultiplyAdd(p, square, T.Create(0.0051871622f));
        p = T.MultiplyAdd(p, square, T.Create(-0.0268533472f));
        p = T.MultiplyAdd(p, square, T.Create(0.112835787f));
        p = T.MultiplyAdd(p, square, T.Create(-0.37612626f));
        p = T.MultiplyAdd(p, square, T.Create(0.128379166f));
        var near = T.MultiplyAdd(p, x, x);

        var magnitude = T.Abs(x);
        var bounded = T.SelectIfLess(T.Create(OneFrom), magnitude, T.Create(OneFrom), magnitude);
        var q = T.Create(-0.000185563651f);
        q = T.MultiplyAdd(q, bounded, T.Create(0.00293954276f));
        q = T.MultiplyAdd(q, bounded, T.Create(-0.0218051821f));
        q = T.MultiplyAdd(q, bounded, T.Create(0.103037238f));
        q = T.MultiplyAdd(q, bounded, T.Create(0.638225734f));
        q = T.MultiplyAdd(q, bounded, T.Create(1.12704003f));
        q = T.MultiplyAdd(q, bounded, T.Create(0.000353718817f));
        var far = T.Create(1f) - Exponential.Exp(-q);
        return T.SelectIfLess(magnitude, T.Create(PolynomialBelow), near, T.CopySign(far, x));
    }
}
