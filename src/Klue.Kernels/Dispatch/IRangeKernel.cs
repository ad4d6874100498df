namespace Klue.Kernels;

/// <summary>
/// One call of an operation, its arguments as fields, able to do any range of its rows (or elements). Ranges are
/// worked on in any order by several threads at once.
/// </summary>
internal interface IRangeKernel
{
    /// <summary>The specification: one element at a time.</summary>
    void Scalar(int first, int count);

    /// <summary>The same, sixteen lanes at a time.</summary>
    void Vector<TLanes>(int first, int count)
        where TLanes : unmanaged, ILanes<TLanes>;
}
