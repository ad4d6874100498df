using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The sum of the products of two vectors, each product added in one multiply-add.</summary>
internal readonly unsafe struct DotReduction : IReduction
{
    public static float Scalar(float* x, float* y, int count)
    {
        var partials = default(Partials);
        for (var i = 0; i < count; i++)
        {
            ref var partial = ref partials[i % Partials.Count];
            partial = float.MultiplyAddEstimate(x[i], y[i], partial);
        }

        return Partials.Sum(partials);
    }

    [MethodImpl(HotLoop.Compiled)]
    public static float Vector<TLanes>(float* x, float* y, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var partials = TLanes.Create(0f);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            partials = TLanes.MultiplyAdd(TLanes.Load(x + i), TLanes.Load(y + i), partials);
        }

        if (i < count)
        {
            var left = TLanes.LoadPartial(x + i, count - i, fill: 0f);
            var right = TLanes.LoadPartial(y + i, count - i, fill: 0f);
            partials = TLanes.MultiplyAdd(left, right, partials);
        }

        return TLanes.Sum(partials);
    }
}
