namespace Klue.Kernels;

/// <summary>Chooses the tier of a kernel, once a call, and shares its range out over the worker pool.</summary>
internal static unsafe class RangeDispatch
{
    // About as many float32 as one chunk should touch: some 1 us, longer than handing it out takes, and short enough that the rows
    // of one short text, half of which the other thread has in its cache, are shared out.
    private const int ElementsPerChunk = 4096;

    /// <summary>Runs <paramref name="kernel"/> over <paramref name="length"/> rows of about <paramref name="elements"/> each.</summary>
    public static void Run<TKernel>(ref TKernel kernel, int length, int elements, KernelOptions options)
        where TKernel : unmanaged, IRangeKernel
    {
        ArgumentNullException.ThrowIfNull(options);
        if (length == 0)
        {
            return;
        }

        var call = new Call<TKernel> { Kernel = kernel, Length = length, ChunkLength = Math.Max(1, ElementsPerChunk / Math.Max(1, elements)) };
        var chunks = (int)((length + (long)call.ChunkLength - 1) / call.ChunkLength);
        WorkerPool.Run(Body<TKernel>(options.Tier), &call, chunks, options.MaxDegreeOfParallelism);
        kernel = call.Kernel;
    }

    private static delegate*<void*, int, void> Body<TKernel>(SimdTier tier)
        where TKernel : unmanaged, IRangeKernel => tier switch
        {
            SimdTier.Avx512 => &Vector<TKernel, Lanes16>,
            SimdTier.Avx2 => &Vector<TKernel, Pair<Lanes8>>,
            SimdTier.Vector128 => &Vector<TKernel, Pair<Pair<Lanes4>>>,
            _ => &Scalar<TKernel>,
        };

    private static void Scalar<TKernel>(void* context, int chunk)
        where TKernel : unmanaged, IRangeKernel
    {
        TierTrace.Record(SimdTier.Scalar);
        var call = (Call<TKernel>*)context;
        call->Kernel.Scalar(call->First(chunk), call->Count(chunk));
    }

    private static void Vector<TKernel, TLanes>(void* context, int chunk)
        where TKernel : unmanaged, IRangeKernel
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TierTrace.Record(TLanes.Tier);
        var call = (Call<TKernel>*)context;
        call->Kernel.Vector<TLanes>(call->First(chunk), call->Count(chunk));
    }

    private struct Call<TKernel>
        where TKernel : unmanaged, IRangeKernel
    {
        public TKernel Kernel;
        public int Length;
        public int ChunkLength;

        public readonly int First(int chunk) => chunk * ChunkLength;

        public readonly int Count(int chunk) => Math.Min(ChunkLength, Length - First(chunk));
    }
}
