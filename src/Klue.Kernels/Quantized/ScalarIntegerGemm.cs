namespace Klue.Kernels;

/// <summary>The int8 product one element at a time: what every other tier must give, bit for bit.</summary>
internal static unsafe class ScalarIntegerGemm
{
    public static void Run(void* context, int chunk)
    {
        TierTrace.Record(SimdTier.Scalar);
        var call = (IntegerGemmCall*)context;
        var part = call->Grid.Chunk(chunk);
        for (var panel = part.FirstPanel; panel < part.FirstPanel + part.Panels; panel++)
        {
            for (var row = part.FirstRow; row < part.FirstRow + part.Rows; row++)
            {
                RunRow(call, row, panel);
            }
        }
    }

    private static void RunRow(IntegerGemmCall* call, int row, int panel)
    {
        const int Width = IntegerPanels.PanelWidth;
        var first = panel * Width;
        var weights = call->Panels + (panel * call->PanelLength);
        var input = call->Input.Values + ((nint)row * call->Input.Stride);
        var sums = stackalloc float[Width];
        for (var n = 0; n < Width; n++)
        {
            var total = Total(input, weights + (n * IntegerPanels.Group), call->K) - (call->Input.Zeros[row] * call->Sums[first + n]);
            sums[n] = float.MultiplyAddEstimate(total, call->Input.Scales[row] * call->Scales[first + n], call->Bias[first + n]);
        }

        var output = call->Output + ((nint)row * call->OutputStride) + first;
        call->Epilogue.Finish<Lanes1>(sums, 1, Width, row, first, Math.Min(Width, call->N - first), output, call->OutputStride);
    }

    private static int Total(byte* input, sbyte* weights, int k)
    {
        var total = 0;
        for (var i = 0; i < k; i += IntegerPanels.Group)
        {
            for (var j = 0; j < IntegerPanels.Group; j++)
            {
                total += input[i + j] * weights[j];
            }

            weights += IntegerPanels.PanelWidth * IntegerPanels.Group;
        }

        return total;
    }
}
