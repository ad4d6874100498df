using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The sum of the elements.</summary>
internal readonly unsafe struct SumReduction : IReduction
{
    public static float Scalar(float* x, float* y, int count)
    {
        var partials = default(Partials);
        for (var i = 0; i < count; i++)
        {
            partials[i % Partials.Count] += x[i];
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
            partials += TLanes.Load(x + i);
        }

        if (i < count)
        {
            partials += TLanes.LoadPartial(x + i, count - i, fill: 0f);
        }

        return TLanes.Sum(partials);
    }
}
