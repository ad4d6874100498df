using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The part of softmax that attention shares: weights that are not yet divided by their sum.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>
    /// Replaces x by exp(scale (x - max(x))), scale being positive, and gives the sum. Weights below the normal range are 0.
    /// </summary>
    public static float Scalar(float* x, int count, float scale)
    {
        var factor = scale * Exponential.Log2E;
        var max = MaxReduction.Scalar(x, x, count);
        for (var i = 0; i < count; i++)
        {
            Exponential.Exp2OfWeight(Lanes1.Create((x[i] - max) * factor)).Store(x + i);
        }

        return SumReduction.Scalar(x, x, count);
    }

    /// <inheritdoc cref="Scalar"/>
    [MethodImpl(HotLoop.Compiled)]
    public static float Vector<TLanes>(float* x, int count, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // The call first: a vector kept across it would wait on the stack, whose alignment to cache lines is left to chance.
        var max = TLanes.Create(Largest<TLanes>(x, count));
        var factors = TLanes.Create(scale * Exponential.Log2E);
        var sums = TLanes.Create(0f);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            var weights = Exponential.Exp2OfWeight((TLanes.Load(x + i) - max) * factors);
            weights.Store(x + i);
            sums += weights;
        }

        if (i < count)
        {
            var rest = TLanes.LoadPartial(x + i, count - i, fill: float.NegativeInfinity);
            var weights = Exponential.Exp2OfWeight((rest - max) * factors);
            weights.StorePartial(x + i, count - i);
            sums += weights;
        }

        return TLanes.Sum(sums);
    }

    // Of NaN and a number either: the weight of NaN is NaN, whatever the maximum, and so is the sum.
    [MethodImpl(HotLoop.Compiled)]
    private static float Largest<TLanes>(float* x, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var largest = TLanes.Create(float.NegativeInfinity);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            largest = TLanes.Larger(largest, TLanes.Load(x + i));
        }

        if (i < count)
        {
            largest = TLanes.Larger(largest, TLanes.LoadPartial(x + i, count - i, fill: float.NegativeInfinity));
        }

        return TLanes.LargestAcross(largest);
    }

    /// <summary>Divides x by a number.</summary>
    [MethodImpl(HotLoop.Compiled)]
    public static void Divide<TLanes>(float* x, int count, float divisor)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var divisors = TLanes.Create(divisor);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            (TLanes.Load(x + i) / divisors).Store(x + i);
        }

        for (; i < count; i++)
        {
            x[i] /= divisor;
        }
    }
}
