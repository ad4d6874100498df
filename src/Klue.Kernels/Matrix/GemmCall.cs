namespace Klue.Kernels;

/// <summary>One matrix product: where everything lies. Panels are shared out over the workers.</summary>
internal unsafe struct GemmCall(float* input, MatrixView inputShape, PackedMatrix weights, float* output, MatrixView outputShape)
{
    public readonly float* Input = input;
    public readonly int InputStride = inputShape.Stride;
    public readonly int M = inputShape.Rows;
    public readonly int K = inputShape.Columns;
    public readonly int N = outputShape.Columns;
    public readonly float* Panels = weights.Panels;
    public readonly float* Bias = weights.Bias;
    public readonly int PanelCount = weights.PanelCount;
    public readonly nint PanelLength = weights.PanelLength;
    public readonly float* Output = output;
    public readonly int OutputStride = outputShape.Stride;

    /// <summary>Added to each finished element, if there is one.</summary>
    public float* Residual;

    public int ResidualStride;

    /// <summary>Applied to each finished element, if there is one.</summary>
    public delegate*<float*, int, void> Activation;

    public void Run(KernelOptions options)
    {
        if (M > 0)
        {
            fixed (GemmCall* call = &this)
            {
                WorkerPool.Run(&ScalarGemm.RunPanel, call, PanelCount, options.MaxDegreeOfParallelism);
            }
        }
    }
}
