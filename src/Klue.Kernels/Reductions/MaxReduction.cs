using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The largest element: NaN if there is one, -infinity if there is none.</summary>
internal readonly unsafe struct MaxReduction : IReduction
{
    public static float Scalar(float* x, float* y, int count)
    {
        var max = float.NegativeInfinity;
        for (var i = 0; i < count; i++)
        {
            max = MathF.Max(max, x[i]);
        }

        return max;
    }

    /// <remarks>The order of a maximum does not matter; two chains wait half as long.</remarks>
    [MethodImpl(HotLoop.Compiled)]
    public static float Vector<TLanes>(float* x, float* y, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var even = TLanes.Create(float.NegativeInfinity);
        var odd = even;
        var i = 0;
        for (; i <= count - (2 * TLanes.Count); i += 2 * TLanes.Count)
        {
            even = TLanes.Max(even, TLanes.Load(x + i));
            odd = TLanes.Max(odd, TLanes.Load(x + i + TLanes.Count));
        }

        if (i <= count - TLanes.Count)
        {
            even = TLanes.Max(even, TLanes.Load(x + i));
            i += TLanes.Count;
        }

        if (i < count)
        {
            odd = TLanes.Max(odd, TLanes.LoadPartial(x + i, count - i, fill: float.NegativeInfinity));
        }

        return TLanes.MaxAcross(TLanes.Max(even, odd));
    }
}
