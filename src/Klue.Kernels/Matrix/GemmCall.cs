namespace Klue.Kernels;

/// <summary>
/// One matrix product: where everything lies, and how it is cut. A chunk is a few panels of a block of rows: a slab of
/// the block's input and one of a panel take a quarter of a second-level cache of 1 MiB, so that both stay there with the next.
/// </summary>
internal unsafe struct GemmCall
{
    // Fewer rows would read the weights more often than a third-level cache that many threads share can give.
    private const int RowsPerBlock = 32;

    // Widening a panel costs as much as a few rows, whatever the rows.
    private const int RowsPerWidenedBlock = 192;

    // Multiply-adds worth handing to another thread: some 2 us. Fetching a panel costs about as much as eight rows.
    private const long WorkPerChunk = 1 << 18;

    public readonly float* Input;
    public readonly int InputStride;
    public readonly int M;
    public readonly int K;
    public readonly int N;

    /// <summary>Panels of float32, or null.</summary>
    public readonly float* Panels;

    /// <summary>Panels of 16 bits, or null.</summary>
    public readonly ushort* Halves;
    public readonly float* Bias;
    public readonly nint PanelLength;
    public readonly float* Output;
    public readonly int OutputStride;

    /// <summary>Rows and panels in chunks.</summary>
    public readonly PanelGrid Grid;

    /// <summary>What finished elements pass before they are the output.</summary>
    public Epilogue Epilogue;

    private readonly WeightFormat _format;
    private delegate*<ushort*, float*, nint, void> _widen;

    public GemmCall(float* input, MatrixView inputShape, PackedMatrix weights, float* output, MatrixView outputShape)
    {
        Input = input;
        InputStride = inputShape.Stride;
        M = inputShape.Rows;
        K = inputShape.Columns;
        N = outputShape.Columns;
        _format = weights.Format;
        switch (_format)
        {
            case WeightFormat.BF16: Halves = weights.Halves<HalfFormats.BFloat16>().Pointer; break;
            case WeightFormat.F16: Halves = weights.Halves<HalfFormats.Ieee>().Pointer; break;
            default: Panels = weights.Panels; break;
        }

        Bias = weights.Bias;
        PanelLength = (nint)K * SinglePanels.PanelWidth;
        Output = output;
        OutputStride = outputShape.Stride;
        Grid = new PanelGrid(M, Halves is null ? RowsPerBlock : RowsPerWidenedBlock, weights.PanelCount, PanelLength, WorkPerChunk);
    }

    /// <summary>Computes the product.</summary>
    public void Run(KernelOptions options)
    {
        if (M == 0 || N == 0)
        {
            return;
        }

        var body = _format switch
        {
            WeightFormat.BF16 => HalfBody<HalfFormats.BFloat16>(options.Tier),
            WeightFormat.F16 => HalfBody<HalfFormats.Ieee>(options.Tier),
            _ => Body(options.Tier),
        };
        fixed (GemmCall* call = &this)
        {
            WorkerPool.Run(body, call, Grid.Chunks, options.MaxDegreeOfParallelism);
        }
    }

    /// <summary>Lines of a panel as float32, [lines, 48]: in place, or widened into memory of this thread until the next such call.</summary>
    public readonly float* Lines(int panel, int firstLine, int lines)
    {
        var place = (panel * PanelLength) + ((nint)firstLine * SinglePanels.PanelWidth);
        if (Panels is not null)
        {
            return Panels + place;
        }

        var widened = Scratch.RentForPanel((nint)lines * SinglePanels.PanelWidth);
        _widen(Halves + place, widened, lines);
        return widened;
    }

    private static delegate*<void*, int, void> Body(SimdTier tier) => tier switch
    {
        SimdTier.Avx512 => &TiledGemm<ThreeVectorRow<Lanes16>, Lanes16>.Run,
        SimdTier.Avx2 => &TiledGemm<ThreeVectorRow<Lanes8>, Pair<Lanes8>>.Run,
        SimdTier.Vector128 => &TiledGemm<ThreeVectorRow<Lanes4>, Pair<Pair<Lanes4>>>.Run,
        _ => &ScalarGemm.Run,
    };

    private delegate*<void*, int, void> HalfBody<TFormat>(SimdTier tier)
        where TFormat : struct, IHalfFormat
    {
        _widen = tier switch
        {
            SimdTier.Avx512 => &HalfGemm<Lanes16, TFormat, Lanes16>.Widen,
            SimdTier.Avx2 => &HalfGemm<Lanes8, TFormat, Pair<Lanes8>>.Widen,
            SimdTier.Vector128 => &HalfGemm<Lanes4, TFormat, Pair<Pair<Lanes4>>>.Widen,
            _ => &HalfGemm<Lanes1, TFormat, Lanes1>.Widen,
        };
        return M > TFormat.RowsWidenedInRegisters(tier) ? Body(tier) : tier switch
        {
            SimdTier.Avx512 => &HalfGemm<Lanes16, TFormat, Lanes16>.Run,
            SimdTier.Avx2 => &HalfGemm<Lanes8, TFormat, Pair<Lanes8>>.Run,
            SimdTier.Vector128 => &HalfGemm<Lanes4, TFormat, Pair<Pair<Lanes4>>>.Run,
            _ => Body(tier),
        };
    }
}
