namespace Klue.Kernels;

/// <summary>A reduction as a kernel of one row, its result left in <see cref="Result"/>.</summary>
internal unsafe struct ReductionKernel<TReduction>(float* x, float* y, int count) : IRangeKernel
    where TReduction : struct, IReduction
{
    public float Result { get; private set; }

    public void Scalar(int first, int rows) => Result = TReduction.Scalar(x, y, count);

    public void Vector<TLanes>(int first, int rows)
        where TLanes : unmanaged, ILanes<TLanes> => Result = TReduction.Vector<TLanes>(x, y, count);
}
