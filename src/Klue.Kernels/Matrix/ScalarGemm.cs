namespace Klue.Kernels;

/// <summary>The matrix product one element at a time: what every other tier must give, bit for bit.</summary>
internal static unsafe class ScalarGemm
{
    public static void Run(void* context, int chunk)
    {
        TierTrace.Record(SimdTier.Scalar);
        var call = (GemmCall*)context;
        var part = call->Chunk(chunk);
        for (var panel = part.FirstPanel; panel < part.FirstPanel + part.Panels; panel++)
        {
            for (var row = part.FirstRow; row < part.FirstRow + part.Rows; row++)
            {
                RunRow(call, row, panel);
            }
        }
    }

    private static void RunRow(GemmCall* call, int row, int panel)
    {
        var first = panel * PackedMatrix.PanelWidth;
        var count = Math.Min(PackedMatrix.PanelWidth, call->N - first);
        var weights = call->Panels + (panel * call->PanelLength);
        var input = call->Input + ((nint)row * call->InputStride);
        var output = call->Output + ((nint)row * call->OutputStride) + first;

        for (var n = 0; n < count; n++)
        {
            var total = Segments.Dot(input, 1, weights + n, PackedMatrix.PanelWidth, call->K, call->Bias[first + n]);
            output[n] = call->Residual is null ? total : total + call->Residual[((nint)row * call->ResidualStride) + first + n];
        }

        if (call->Activation is not null)
        {
            call->Activation(output, count);
        }
    }
}
