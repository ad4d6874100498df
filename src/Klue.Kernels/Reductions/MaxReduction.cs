namespace Klue.Kernels;

/// <summary>The largest element: NaN if there is one, -infinity if there is none.</summary>
internal readonly unsafe struct MaxReduction : IReduction
{
    public static float Scalar(float* x, float* y, int count)
    {
        var partials = default(Partials);
        ((Span<float>)partials).Fill(float.NegativeInfinity);
        for (var i = 0; i < count; i++)
        {
            ref var partial = ref partials[i % Partials.Count];
            partial = MathF.Max(partial, x[i]);
        }

        return Partials.Max(partials);
    }

    public static float Vector<TLanes>(float* x, float* y, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var partials = TLanes.Create(float.NegativeInfinity);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            partials = TLanes.Max(partials, TLanes.Load(x + i));
        }

        if (i < count)
        {
            partials = TLanes.Max(partials, TLanes.LoadPartial(x + i, count - i, fill: float.NegativeInfinity));
        }

        return TLanes.MaxAcross(partials);
    }
}
