namespace Klue.Kernels;

/// <summary>
/// One matrix product: where everything lies, and how it is cut. A chunk is a few panels of a block of rows: a slab of
/// the block's input and one of a panel take a quarter of a second-level cache of 1 MiB, so that both stay there with the next.
/// </summary>
internal unsafe struct GemmCall
{
    private const int Width = PackedMatrix.PanelWidth;

    // Widening a panel costs as much as a few rows, whatever the rows.
    private const int RowsPerWidenedBlock = 192;

    // Multiply-adds worth handing to another thread: some 2 us. Fetching a panel costs about as much as eight rows.
    private const long WorkPerChunk = 1 << 18;

    public readonly float* Input;
    public readonly int InputStride;
    public readonly int M;
    public readonly int K;
    public readonly int N;
    public readonly float* Bias;
    public readonly float* Output;
    public readonly int OutputStride;

    /// <summary>Rows and panels in chunks.</summary>
    public readonly PanelGrid Grid;

    /// <summary>What finished elements pass before they are the output.</summary>
    public Epilogue Epilogue;

    private readonly byte* _panels;
    private readonly nint _lineSize;
    private readonly delegate*<void*, int, void> _body;

    // Null where the tiles take the panels as they are.
    private readonly delegate*<byte*, float*, nint, void> _widen;

    public GemmCall(float* input, MatrixView inputShape, PackedMatrix weights, float* output, MatrixView outputShape, SimdTier tier)
    {
        Input = input;
        InputStride = inputShape.Stride;
        M = inputShape.Rows;
        K = inputShape.Columns;
        N = outputShape.Columns;
        Bias = weights.Bias;
        Output = output;
        OutputStride = outputShape.Stride;
        _panels = weights.Panels;
        switch (weights.Format)
        {
            case WeightFormat.BF16: ChooseHalf<HalfFormats.BFloat16>(tier, M, out _lineSize, out _body, out _widen); break;
            case WeightFormat.F16: ChooseHalf<HalfFormats.Ieee>(tier, M, out _lineSize, out _body, out _widen); break;
            default:
                _lineSize = Width * SingleFormat.ElementSize;
                _body = Body<SingleFormat>(tier);
                break;
        }

        Grid = new PanelGrid(M, _widen is null ? RowsPerBlock : RowsPerWidenedBlock, weights.PanelCount, (long)K * Width, WorkPerChunk);
    }

    // Fewer rows would read the weights more often than a third-level cache that many threads share can give. Machines with 16 vector
    // registers have tiles of up to six rows: eight of them, whose input leaves room for two panels in 512 KiB.
    private static int RowsPerBlock => VectorRegisters.AreFew ? 48 : 32;

    /// <summary>Computes the product.</summary>
    public void Run(int maxDegreeOfParallelism)
    {
        fixed (GemmCall* call = &this)
        {
            WorkerPool.Run(_body, call, Grid.Chunks, maxDegreeOfParallelism);
        }
    }

    /// <summary>Lines of a panel, [lines, 48]: in place, or widened into memory of this thread until the next such call.</summary>
    public readonly byte* Lines(int panel, int firstLine, int lines)
    {
        var place = _panels + ((((nint)panel * K) + firstLine) * _lineSize);
        if (_widen is null)
        {
            return place;
        }

        var widened = Scratch.RentForPanel((nint)lines * Width);
        _widen(place, widened, lines);
        return (byte*)widened;
    }

    // Few rows take the panels as they are; more, and the scalar tier, as float32.
    private static void ChooseHalf<TFormat>(
        SimdTier tier, int rows, out nint lineSize, out delegate*<void*, int, void> body, out delegate*<byte*, float*, nint, void> widen)
        where TFormat : struct, IHalfFormat
    {
        lineSize = Width * TFormat.ElementSize;
        widen = tier != SimdTier.Scalar && rows <= TFormat.RowsWidenedInRegisters(tier) ? null : Widening<TFormat>(tier);
        body = widen is null ? Body<TFormat>(tier) : Body<SingleFormat>(tier);
    }

    private static delegate*<void*, int, void> Body<TFormat>(SimdTier tier)
        where TFormat : struct, IElementFormat => tier switch
        {
            SimdTier.Avx512 => Tiled<Lanes16, Lanes16, TFormat>(),
            SimdTier.Avx2 => Tiled<Lanes8, Pair<Lanes8>, TFormat>(),
            SimdTier.Vector128 => Tiled<Lanes4, Pair<Pair<Lanes4>>, TFormat>(),
            _ => &ScalarGemm.Run,
        };

    private static delegate*<void*, int, void> Tiled<TVector, TLanes, TFormat>()
        where TVector : unmanaged, ILanes<TVector>
        where TLanes : unmanaged, ILanes<TLanes>
        where TFormat : struct, IElementFormat =>
        VectorRegisters.AreFew ? &TiledGemm<TwoVectorRow<TVector>, TLanes, TFormat>.Run : &TiledGemm<ThreeVectorRow<TVector>, TLanes, TFormat>.Run;

    private static delegate*<byte*, float*, nint, void> Widening<TFormat>(SimdTier tier)
        where TFormat : struct, IHalfFormat => tier switch
        {
            SimdTier.Avx512 => &PanelWidening<TFormat, Lanes16>.Run,
            SimdTier.Avx2 => &PanelWidening<TFormat, Pair<Lanes8>>.Run,
            SimdTier.Vector128 => &PanelWidening<TFormat, Pair<Pair<Lanes4>>>.Run,
            _ => &PanelWidening<TFormat, Lanes1>.Run,
        };
}
