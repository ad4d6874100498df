namespace Klue.Kernels;

/// <summary>The matrix product one element at a time: what every other tier must give, bit for bit.</summary>
internal static unsafe class ScalarGemm
{
    public static void Run(void* context, int chunk)
    {
        TierTrace.Record(SimdTier.Scalar);
        var call = (GemmCall*)context;
        var part = call->Grid.Chunk(chunk);
        for (var panel = part.FirstPanel; panel < part.FirstPanel + part.Panels; panel++)
        {
            var lines = (float*)call->Lines(panel, 0, call->K);
            for (var row = part.FirstRow; row < part.FirstRow + part.Rows; row++)
            {
                RunRow(call, row, panel, lines);
            }
        }
    }

    private static void RunRow(GemmCall* call, int row, int panel, float* weights)
    {
        var first = panel * PackedMatrix.PanelWidth;
        var count = Math.Min(PackedMatrix.PanelWidth, call->N - first);
        var input = call->Input + ((nint)row * call->InputStride);
        var output = call->Output + ((nint)row * call->OutputStride) + first;

        var sums = stackalloc float[PackedMatrix.PanelWidth];
        for (var n = 0; n < count; n++)
        {
            sums[n] = Segments.Dot(input, 1, weights + n, PackedMatrix.PanelWidth, call->K, call->Bias[first + n]);
        }

        call->Epilogue.Finish<Lanes1>(sums, 1, count, row, first, count, output, call->OutputStride);
    }
}
