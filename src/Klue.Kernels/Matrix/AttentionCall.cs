namespace Klue.Kernels;

/// <summary>
/// Attention over some texts: where everything lies, and how it is cut. An item is one head of one text, or, where
/// there are too few of these for the threads, a part of its queries.
/// </summary>
internal unsafe struct AttentionCall
{
    private const int ItemsPerThread = 4;
    private const int FewestQueries = 24;

    // Multiply-adds worth handing to another thread: with what surrounds them and comes from the other's cache, some 2 us.
    private const long WorkPerChunk = 1 << 15;

    public float* Queries;
    public int QueryStride;
    public float* Keys;
    public int KeyStride;

    /// <summary>Null to store the probabilities themselves.</summary>
    public float* Values;

    public int ValueStride;
    public float* Output;
    public int OutputStride;
    public int* QueryStarts;
    public int* KeyStarts;
    public int* KeyCounts;
    public int Texts;
    public int Heads;
    public int HeadSize;

    private int _parts;
    private int _items;
    private int _itemsPerChunk;

    /// <summary>1 / sqrt(d), by which scores are multiplied.</summary>
    public readonly float ScoreScale => 1f / MathF.Sqrt(HeadSize);

    /// <summary>Computes all items.</summary>
    public void Run(KernelOptions options)
    {
        long work = 0;
        var longest = 0;
        for (var text = 0; text < Texts; text++)
        {
            var queries = QueryStarts[text + 1] - QueryStarts[text];
            longest = Math.Max(longest, queries);
            work += 2L * queries * KeyCounts[text] * HeadSize;
        }

        if (longest == 0)
        {
            return;
        }

        var wanted = options.MaxDegreeOfParallelism == 1 ? 1 : (long)ItemsPerThread * options.MaxDegreeOfParallelism;
        var pairs = (long)Texts * Heads;
        _parts = (int)Math.Clamp(wanted / pairs, 1, Math.Max(1, longest / FewestQueries));
        _items = checked((int)(pairs * _parts));
        _itemsPerChunk = (int)Math.Clamp(WorkPerChunk * Texts * _parts / Math.Max(1, work), 1, _items);
        fixed (AttentionCall* call = &this)
        {
            var chunks = (_items + _itemsPerChunk - 1) / _itemsPerChunk;
            WorkerPool.Run(Body(options.Tier), call, chunks, options.MaxDegreeOfParallelism);
        }
    }

    /// <summary>The first item of a chunk, and the one past its last.</summary>
    public readonly (int First, int End) Chunk(int chunk)
    {
        var first = chunk * _itemsPerChunk;
        return (first, Math.Min(_items, first + _itemsPerChunk));
    }

    /// <summary>The rows and columns of an item.</summary>
    public readonly AttentionItem Item(int item)
    {
        var part = item % _parts;
        var text = item / _parts / Heads;
        var queries = (long)QueryStarts[text + 1] - QueryStarts[text];
        var first = (int)(queries * part / _parts);
        return new AttentionItem(
            FirstQuery: QueryStarts[text] + first,
            Queries: (int)(queries * (part + 1) / _parts) - first,
            FirstKey: KeyStarts[text],
            Keys: KeyCounts[text],
            Column: item / _parts % Heads * HeadSize);
    }

    private static delegate*<void*, int, void> Body(SimdTier tier) => tier switch
    {
        SimdTier.Avx512 => &TiledAttention<TwoVectorRow<Lanes16>, Lanes16>.Run,
        SimdTier.Avx2 => &TiledAttention<TwoVectorRow<Lanes8>, Pair<Lanes8>>.Run,
        SimdTier.Vector128 => &TiledAttention<TwoVectorRow<Lanes4>, Pair<Pair<Lanes4>>>.Run,
        _ => &ScalarAttention.Run,
    };
}
