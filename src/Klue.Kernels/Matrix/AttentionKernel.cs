namespace Klue.Kernels;

/// <summary>Attention of every text and head; one row of the range is one text and head.</summary>
internal unsafe struct AttentionKernel : IRangeKernel
{
    public float* Queries;
    public int QueryStride;
    public float* Keys;
    public int KeyStride;
    public float* Values;
    public int ValueStride;
    public float* Output;
    public int OutputStride;
    public int* QueryStarts;
    public int* KeyStarts;
    public int* KeyCounts;
    public int Heads;
    public int HeadSize;

    public readonly void Scalar(int first, int count)
    {
        for (var item = first; item < first + count; item++)
        {
            var text = item / Heads;
            var column = item % Heads * HeadSize;
            var keys = Keys + ((nint)KeyStarts[text] * KeyStride) + column;
            var values = Values + ((nint)KeyStarts[text] * ValueStride) + column;
            var weights = Scratch.Rent(KeyCounts[text]);
            for (var row = QueryStarts[text]; row < QueryStarts[text + 1]; row++)
            {
                var query = Queries + ((nint)row * QueryStride) + column;
                var sum = AttentionRow.Weights(query, keys, KeyStride, KeyCounts[text], HeadSize, weights);
                var output = Output + ((nint)row * OutputStride) + column;
                for (var d = 0; d < HeadSize; d++)
                {
                    var total = 0f;
                    for (var key = 0; key < KeyCounts[text]; key++)
                    {
                        total = float.MultiplyAddEstimate(weights[key], values[((nint)key * ValueStride) + d], total);
                    }

                    output[d] = total / sum;
                }
            }
        }
    }

    public readonly void Vector<TLanes>(int first, int count)
        where TLanes : unmanaged, ILanes<TLanes> => Scalar(first, count);
}
