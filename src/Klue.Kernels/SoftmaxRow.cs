using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The part of softmax that attention shares: weights that are not yet divided by their sum.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>
    /// Replaces x by exp(scale x - scale max(x)), scale being positive, and gives the sum. Rounding keeps order, so
    /// scale max(x) is the maximum of the scaled numbers to the bit. Weights below the normal range are 0.
    /// </summary>
    public static float Scalar(float* x, int count, float scale)
    {
        var max = scale * MaxReduction.Scalar(x, x, count);
        for (var i = 0; i < count; i++)
        {
            Exponential.ExpOfWeight(Lanes1.Create((x[i] * scale) - max)).Store(x + i);
        }

        return SumReduction.Scalar(x, x, count);
    }

    /// <inheritdoc cref="Scalar"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Vector<TLanes>(float* x, int count, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var scales = TLanes.Create(scale);
        var max = TLanes.Create(scale * MaxReduction.Vector<TLanes>(x, x, count));
        var sums = TLanes.Create(0f);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            var weights = Exponential.ExpOfWeight((TLanes.Load(x + i) * scales) - max);
            weights.Store(x + i);
            sums += weights;
        }

        if (i < count)
        {
            var rest = TLanes.LoadPartial(x + i, count - i, fill: float.NegativeInfinity);
            var weights = Exponential.ExpOfWeight((rest * scales) - max);
            weights.StorePartial(x + i, count - i);
            sums += weights;
        }

        return TLanes.Sum(sums);
    }

    /// <summary>Divides x by a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
