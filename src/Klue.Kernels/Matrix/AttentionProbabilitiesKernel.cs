namespace Klue.Kernels;

/// <summary>The softmaxed scores of one text and head; one row of the range is one query.</summary>
internal unsafe struct AttentionProbabilitiesKernel : IRangeKernel
{
    public float* Queries;
    public int QueryStride;
    public float* Keys;
    public int KeyStride;
    public int KeyCount;
    public int HeadSize;
    public float* Output;
    public int OutputStride;

    public readonly void Scalar(int first, int count)
    {
        for (var row = first; row < first + count; row++)
        {
            var output = Output + ((nint)row * OutputStride);
            var sum = AttentionRow.Weights(Queries + ((nint)row * QueryStride), Keys, KeyStride, KeyCount, HeadSize, output);
            for (var key = 0; key < KeyCount; key++)
            {
                output[key] /= sum;
            }
        }
    }

    public readonly void Vector<TLanes>(int first, int count)
        where TLanes : unmanaged, ILanes<TLanes> => Scalar(first, count);
}
