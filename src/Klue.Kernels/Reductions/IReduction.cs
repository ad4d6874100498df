namespace Klue.Kernels;

/// <summary>
/// One number from a vector, or from two, in the order that every tier keeps: sixteen partial results, element i going
/// to partial result i mod 16, and these folded in halves (i with i + 8, i + 4, i + 2, i + 1).
/// </summary>
internal unsafe interface IReduction
{
    /// <summary>The specification. An operation on one vector does not look at <paramref name="y"/>.</summary>
    static abstract float Scalar(float* x, float* y, int count);

    /// <summary>The same, sixteen lanes at a time.</summary>
    static abstract float Vector<TLanes>(float* x, float* y, int count)
        where TLanes : unmanaged, ILanes<TLanes>;
}
