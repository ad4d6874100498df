using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>tanh.</summary>
internal static class HyperbolicTangent
{
    private const float PolynomialBelow = 0.625f;

    // 1 - tanh(10) = 4e-9 is less than half of the last bit of 1.
    private const float OneFrom = 10f;

    /// <summary>
    /// |x| &lt; 0.625: x + x^3 P(x^2), fitted by Remez's exchange to the relative error, 5e-9 before rounding, so that
    /// small arguments keep their relative accuracy. Beyond: 1 - 2 / (exp(2|x|) + 1), with the sign of x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var square = x * x;
        var p = T.Create(-0.00569229061f);
        p = T.MultiplyAdd(p, square, T.Create(0.0206281655f));
        p = T.MultiplyAdd(p, square, T.Create(-0.0537365153f));
        p = T.MultiplyAdd(p, square, T.Create(0.133314058f));
        p = T.MultiplyAdd(p, square, T.Create(-0.333332807f));
        var near = T.MultiplyAdd(p * square, x, x);

        var magnitude = T.Abs(x);
        var bounded = T.AtMost(magnitude, T.Create(OneFrom));
        var far = T.Create(1f) - (T.Create(2f) / (Exponential.ExpOfModerate(bounded + bounded) + T.Create(1f)));
        return T.SelectIfLess(magnitude, T.Create(PolynomialBelow), near, T.CopySign(far, x));
    }
}
