namespace Klue.Kernels;

/// <summary>
/// One matrix product: where everything lies, and how it is cut. A chunk is a few panels of a block of rows: a slab of
/// the block's input and one of a panel take a third of a second-level cache of 1 MiB, so that both stay there.
/// </summary>
internal unsafe struct GemmCall(float* input, MatrixView inputShape, PackedMatrix weights, float* output, MatrixView outputShape)
{
    private const int RowsPerBlock = 64;

    // Multiply-adds worth handing to another thread: some 2 us. Fetching a panel costs about as much as eight rows.
    private const long WorkPerChunk = 1 << 18;
    private const int RowsWorthOnePanel = 8;

    public readonly float* Input = input;
    public readonly int InputStride = inputShape.Stride;
    public readonly int M = inputShape.Rows;
    public readonly int K = inputShape.Columns;
    public readonly int N = outputShape.Columns;
    public readonly float* Panels = weights.Panels;
    public readonly float* Bias = weights.Bias;
    public readonly nint PanelLength = weights.PanelLength;
    public readonly float* Output = output;
    public readonly int OutputStride = outputShape.Stride;

    /// <summary>Added to each finished element, if there is one.</summary>
    public float* Residual;

    public int ResidualStride;

    /// <summary>Applied to each finished element, if there is one.</summary>
    public delegate*<float*, int, void> Activation;

    private readonly int _panelCount = weights.PanelCount;
    private int _panelsPerChunk;
    private int _chunksPerBlock;
    private int _blocks;

    /// <summary>Whether finished chains still have something to pass before they are the output.</summary>
    public readonly bool HasEpilogue => Residual is not null || Activation is not null;

    /// <summary>Computes the product.</summary>
    public void Run(KernelOptions options)
    {
        if (M == 0 || N == 0)
        {
            return;
        }

        _blocks = CeilingDivide(M, RowsPerBlock);
        var work = (long)PanelLength * (CeilingDivide(M, _blocks) + RowsWorthOnePanel);
        _panelsPerChunk = (int)Math.Clamp(WorkPerChunk / Math.Max(1, work), 1, _panelCount);
        _chunksPerBlock = CeilingDivide(_panelCount, _panelsPerChunk);
        fixed (GemmCall* call = &this)
        {
            WorkerPool.Run(Body(options.Tier), call, checked(_blocks * _chunksPerBlock), options.MaxDegreeOfParallelism);
        }
    }

    /// <summary>The rows and panels of a chunk.</summary>
    public readonly GemmChunk Chunk(int chunk)
    {
        var block = chunk / _chunksPerBlock;
        var firstPanel = chunk % _chunksPerBlock * _panelsPerChunk;
        var firstRow = (int)((long)M * block / _blocks);
        return new GemmChunk(
            firstRow,
            Rows: (int)((long)M * (block + 1) / _blocks) - firstRow,
            firstPanel,
            Panels: Math.Min(_panelsPerChunk, _panelCount - firstPanel));
    }

    private static delegate*<void*, int, void> Body(SimdTier tier) => tier switch
    {
        SimdTier.Avx512 => &TiledGemm<ThreeVectorKernel<Lanes16>, Lanes16>.Run,
        SimdTier.Avx2 => &TiledGemm<ThreeVectorKernel<Lanes8>, Pair<Lanes8>>.Run,
        SimdTier.Vector128 => &TiledGemm<ThreeVectorKernel<Lanes4>, Pair<Pair<Lanes4>>>.Run,
        _ => &ScalarGemm.Run,
    };

    private static int CeilingDivide(int count, int size) => (int)((count + (size - 1L)) / size);
}
