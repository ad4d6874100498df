namespace Klue.Kernels;

/// <summary>The matrix product one element at a time: what every other tier must give, bit for bit.</summary>
internal static unsafe class ScalarGemm
{
    /// <summary>All rows of the output, in the columns of one panel.</summary>
    public static void RunPanel(void* context, int panel)
    {
        TierTrace.Record(SimdTier.Scalar);
        var call = (GemmCall*)context;
        var first = panel * PackedMatrix.PanelWidth;
        var count = Math.Min(PackedMatrix.PanelWidth, call->N - first);
        var weights = call->Panels + (panel * call->PanelLength);
        var sums = stackalloc float[PackedMatrix.PanelWidth];
        for (var row = 0; row < call->M; row++)
        {
            var input = call->Input + ((nint)row * call->InputStride);
            var output = call->Output + ((nint)row * call->OutputStride) + first;
            for (var n = 0; n < count; n++)
            {
                sums[n] = call->Bias[first + n];
            }

            // Each sum is one chain over k ascending; that 48 chains advance together changes none of them.
            for (var k = 0; k < call->K; k++)
            {
                var column = weights + ((nint)k * PackedMatrix.PanelWidth);
                for (var n = 0; n < count; n++)
                {
                    sums[n] = float.MultiplyAddEstimate(input[k], column[n], sums[n]);
                }
            }

            if (call->Residual is not null)
            {
                var residual = call->Residual + ((nint)row * call->ResidualStride) + first;
                for (var n = 0; n < count; n++)
                {
                    sums[n] += residual[n];
                }
            }

            new ReadOnlySpan<float>(sums, count).CopyTo(new Span<float>(output, count));
            if (call->Activation is not null)
            {
                call->Activation(output, count);
            }
        }
    }
}
