namespace Klue.Kernels;

/// <summary>
/// Attention one element at a time: what every other tier must give, bit for bit. A score is a sum over d; the weights are
/// exp(score - max), not yet divided by their sum; an output is a sum over the keys, divided by that sum at the end.
/// Both sums are cut as <see cref="Segments"/> says.
/// </summary>
internal static unsafe class ScalarAttention
{
    public static void Run(void* context, int chunk)
    {
        TierTrace.Record(SimdTier.Scalar);
        var call = (AttentionCall*)context;
        var (first, end) = call->Chunk(chunk);
        for (var index = first; index < end; index++)
        {
            var item = call->Item(index);
            var weights = Scratch.Rent(item.Keys);
            for (var row = item.FirstQuery; row < item.FirstQuery + item.Queries; row++)
            {
                var sum = Weigh(call, item, row, weights);
                var output = call->Output + ((nint)row * call->OutputStride) + item.Column;
                if (call->Values is null)
                {
                    for (var key = 0; key < item.Keys; key++)
                    {
                        output[key] = weights[key] / sum;
                    }
                }
                else
                {
                    Average(call, item, weights, sum, output);
                }
            }
        }
    }

    private static float Weigh(AttentionCall* call, AttentionItem item, int row, float* weights)
    {
        var query = call->Queries + ((nint)row * call->QueryStride) + item.Column;
        for (var j = 0; j < item.Keys; j++)
        {
            var key = call->Keys + ((nint)(item.FirstKey + j) * call->KeyStride) + item.Column;
            weights[j] = Segments.Dot(query, 1, key, 1, call->HeadSize, start: 0f);
        }

        return SoftmaxRow.Scalar(weights, item.Keys, call->ScoreScale);
    }

    private static void Average(AttentionCall* call, AttentionItem item, float* weights, float sum, float* output)
    {
        var values = call->Values + ((nint)item.FirstKey * call->ValueStride) + item.Column;
        for (var d = 0; d < call->HeadSize; d++)
        {
            output[d] = Segments.Dot(weights, 1, values + d, call->ValueStride, item.Keys, start: 0f) / sum;
        }
    }
}
