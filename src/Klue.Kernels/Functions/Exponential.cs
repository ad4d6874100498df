using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// exp, 2^x and the logistic function. exp(x) = 2^n exp(r) with n = round(x / ln 2); exp(r) is 1 + r + r^2 P(r), P fitted by
/// Remez's exchange to the relative error on |r| &lt;= ln(2)/2: 5e-9 before rounding. 2^x needs no such reduction: what
/// is left of x without its nearest whole number is exact. NaN stays NaN in all of them.
/// </summary>
internal static class Exponential
{
    /// <summary>1 / ln 2: exp(x) is 2 to this times x.</summary>
    public const float Log2E = 1.44269504f;

    // Beyond these every result is infinite, or less than half of the smallest subnormal.
    private const float Highest = 89f;
    private const float Lowest = -104f;

    // 2 to it is the smallest normal number.
    private const float LowestNormal = -126f;

    // ln 2 in two parts (Cody and Waite): the first has so few bits that a whole number times it is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>exp(x), infinite and subnormal results included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        x = T.AtLeast(T.AtMost(x, T.Create(Highest)), T.Create(Lowest));
        var fraction = Reduce(x, out var n);
        return T.Scale(fraction, n);
    }

    /// <summary>exp(x) for x of -87 to 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfModerate<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var fraction = Reduce(x, out var n);
        return T.ScaleNormal(fraction, n);
    }

    /// <summary>
    /// 2^x for x of -126 to 127, as 2^n (1 + r P(r)) with n = round(x) and r = x - n; P fitted to the relative error on
    /// |r| &lt;= 1/2: 5e-9 before rounding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp2<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var n = T.ToWhole(x);
        var r = x - n;
        var p = T.Create(0.000153589994f);
        p = T.MultiplyAdd(p, r, T.Create(0.00133995293f));
        p = T.MultiplyAdd(p, r, T.Create(0.00961852819f));
        p = T.MultiplyAdd(p, r, T.Create(0.0555034392f));
        p = T.MultiplyAdd(p, r, T.Create(0.240226462f));
        p = T.MultiplyAdd(p, r, T.Create(0.693147182f));
        p = T.MultiplyAdd(p, r, T.Create(1f));
        return T.ScaleNormal(p, n);
    }

    /// <summary>2^x for x &lt;= 0, a weight of softmax: 0 where it would be less than 2^-126.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp2OfWeight<T>(T x)
        where T : unmanaged, ILanes<T> =>
        T.SelectIfLess(x, T.Create(LowestNormal), T.Create(0f), Exp2(x));

    /// <summary>1 / (1 + exp(-x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var one = T.Create(1f);
        return one / (one + Exp(-x));
    }

    // exp(r) and n.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, out T n)
        where T : unmanaged, ILanes<T>
    {
        n = T.ToWhole(x, Log2E);
        var r = T.MultiplyAdd(n, T.Create(-Ln2High), x);
        r = T.MultiplyAdd(n, T.Create(-Ln2Low), r);

        var p = T.Create(0.00140372256f);
        p = T.MultiplyAdd(p, r, T.Create(0.00837233569f));
        p = T.MultiplyAdd(p, r, T.Create(0.0416655503f));
        p = T.MultiplyAdd(p, r, T.Create(0.166664883f));
        p = T.MultiplyAdd(p, r, T.Create(0.5f));
        p = T.MultiplyAdd(p, r, T.Create(1f));
        return T.MultiplyAdd(p, r, T.Create(1f));
    }
}
