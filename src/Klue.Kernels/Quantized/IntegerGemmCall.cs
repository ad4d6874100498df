namespace Klue.Kernels;

/// <summary>One int8 product: where everything lies, and how it is cut.</summary>
internal unsafe struct IntegerGemmCall(QuantizedInput input, int rows, IntegerPanels weights, float* bias, float* output, int outputStride)
{
    private const int RowsPerBlock = 192;

    // Multiply-adds worth handing to another thread: some 2 us.
    private const long WorkPerChunk = 1 << 19;

    public readonly QuantizedInput Input = input;
    public readonly int N = weights.Rows;
    public readonly int K = weights.PaddedColumns;
    public readonly sbyte* Panels = (sbyte*)weights.First;
    public readonly nint PanelLength = weights.PanelLength;
    public readonly float* Scales = weights.Scales;
    public readonly int* Sums = weights.Sums;
    public readonly float* Bias = bias;
    public readonly float* Output = output;
    public readonly int OutputStride = outputStride;

    /// <summary>What finished elements pass before they are the output.</summary>
    public Epilogue Epilogue;

    /// <summary>Rows and panels in chunks.</summary>
    public readonly PanelGrid Grid = new(rows, RowsPerBlock, weights.Count, (long)weights.PanelLength, WorkPerChunk);

    private readonly bool _isFast = weights.Split.Products == 4;

    /// <summary>Quantises the input and computes the product.</summary>
    public static void Run(
        float* a, MatrixView input, PackedMatrix weights, float* c, MatrixView output, Epilogue epilogue, KernelOptions options)
    {
        var panels = weights.Integers;
        var quantized = QuantizedInput.Make(a, input.Stride, input.Rows, input.Columns, panels.Factors, panels.Split.InputLimit, options);
        var call = new IntegerGemmCall(quantized, input.Rows, panels, weights.Bias, c, output.Stride) { Epilogue = epilogue };
        call.Run(options);
    }

    private void Run(KernelOptions options)
    {
        fixed (IntegerGemmCall* call = &this)
        {
            var body = _isFast ? Body<ProductsAtATime.Four>(options.Tier) : Body<ProductsAtATime.Two>(options.Tier);
            WorkerPool.Run(body, call, Grid.Chunks, options.MaxDegreeOfParallelism);
        }
    }

    private static delegate*<void*, int, void> Body<TProducts>(SimdTier tier)
        where TProducts : struct, IProductsAtATime => tier switch
        {
            SimdTier.Avx512 => &IntegerGemm<Integers16, TProducts, Lanes16>.Run,
            SimdTier.Avx2 => &IntegerGemm<Integers8, TProducts, Pair<Lanes8>>.Run,
            SimdTier.Vector128 => &IntegerGemm<Integers4, TProducts, Pair<Pair<Lanes4>>>.Run,
            _ => &ScalarIntegerGemm.Run,
        };
}
