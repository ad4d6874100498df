namespace Klue.Kernels;

/// <summary>One int8 product: where everything lies, and how it is cut.</summary>
internal unsafe struct IntegerGemmCall(QuantizedInput input, int rows, IntegerPanels weights, float* bias, float* output, int outputStride)
{
    // Multiply-adds worth handing to another thread: some 2 us.
    private const long WorkPerChunk = 1 << 19;

    public readonly QuantizedInput Input = input;
    public readonly int N = weights.Rows;
    public readonly int K = weights.PaddedColumns;
    public readonly sbyte* Panels = weights.Pointer;
    public readonly nint PanelLength = weights.PanelLength;
    public readonly float* Scales = weights.Scales;
    public readonly int* Sums = weights.Sums;
    public readonly float* Bias = bias;
    public readonly float* Output = output;
    public readonly int OutputStride = outputStride;

    /// <summary>What finished elements pass before they are the output.</summary>
    public Epilogue Epilogue;

    /// <summary>Rows and panels in chunks.</summary>
    public readonly PanelGrid Grid = new(rows, weights.Count, (long)weights.PanelLength, WorkPerChunk);

    private readonly BitSplit _split = weights.Split;

    /// <summary>Computes the product.</summary>
    public void Run(KernelOptions options)
    {
        fixed (IntegerGemmCall* call = &this)
        {
            var body = _split == BitSplit.U7S7 ? Body<BitSplits.Narrow>(options.Tier) : Body<BitSplits.Wide>(options.Tier);
            WorkerPool.Run(body, call, Grid.Chunks, options.MaxDegreeOfParallelism);
        }
    }

    private static delegate*<void*, int, void> Body<TSplit>(SimdTier tier)
        where TSplit : struct, IBitSplit => tier switch
        {
            SimdTier.Avx512 => &IntegerGemm<Integers16, TSplit, Lanes16>.Run,
            SimdTier.Avx2 => &IntegerGemm<Integers8, TSplit, Pair<Lanes8>>.Run,
            SimdTier.Vector128 => &IntegerGemm<Integers4, TSplit, Pair<Pair<Lanes4>>>.Run,
            _ => &ScalarIntegerGemm.Run,
        };
}
