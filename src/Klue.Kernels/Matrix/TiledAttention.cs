using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// Attention by tiles. The item's keys and values are laid out as panels once; then each few queries pass through
/// scores, weights and output while all of it stays in the first-level cache.
/// </summary>
internal static unsafe class TiledAttention<TRow, TLanes>
    where TRow : unmanaged, ITileRow<TRow>
    where TLanes : unmanaged, ILanes<TLanes>
{
    public static void Run(void* context, int chunk)
    {
        TierTrace.Record(TRow.Tier);
        var call = (AttentionCall*)context;
        var (first, end) = call->Chunk(chunk);
        for (var index = first; index < end; index++)
        {
            var item = call->Item(index);
            if (item.Queries > 0)
            {
                RunItem(call, item);
            }
        }
    }

    private static void RunItem(AttentionCall* call, AttentionItem item)
    {
        var space = new Workspace(call, item);
        PackKeys(call, item, space.Keys);
        if (call->Values is not null)
        {
            PackValues(call, item, space.Values);
        }

        var tiles = (item.Queries + TRow.MostRows - 1) / TRow.MostRows;
        for (var tile = 0; tile < tiles; tile++)
        {
            var row = (int)((long)item.Queries * tile / tiles);
            var height = (int)((long)item.Queries * (tile + 1) / tiles) - row;
            RunTile(call, item, space, item.FirstQuery + row, height);
        }
    }

    [MethodImpl(HotLoop.Compiled)]
    private static void RunTile(AttentionCall* call, AttentionItem item, in Workspace space, int row, int height)
    {
        var scores = new TileOperands
        {
            A = call->Queries + ((nint)row * call->QueryStride) + item.Column,
            AStride = call->QueryStride,
            B = (byte*)space.Keys,
            K = call->HeadSize,
            Start = space.Zeros,
            Output = space.Scores,
            OutputStride = space.ScoreStride,
        };

        // With many texts all of this comes from the third-level cache: what the tile will write, and the next head's queries.
        var output = call->Output + ((nint)row * call->OutputStride) + item.Column;
        Prefetch.Rows(output, call->OutputStride, height, call->HeadSize);
        Prefetch.Rows(scores.A + call->HeadSize, call->QueryStride, height, call->HeadSize);
        RunAcross(height, item.Keys, scores);
        for (var i = 0; i < height; i++)
        {
            space.Sums[i] = SoftmaxRow.Vector<TLanes>(space.Scores + (i * space.ScoreStride), item.Keys, call->ScoreScale);
        }

        if (call->Values is null)
        {
            Store(space.Scores, space.ScoreStride, space.Sums, height, item.Keys, output, call->OutputStride);
            return;
        }

        var averages = new TileOperands
        {
            A = space.Scores,
            AStride = space.ScoreStride,
            B = (byte*)space.Values,
            K = item.Keys,
            Start = space.Zeros,
            Output = space.Averages,
            OutputStride = space.AverageStride,
        };
        RunAcross(height, call->HeadSize, averages);
        Store(space.Averages, space.AverageStride, space.Sums, height, call->HeadSize, output, call->OutputStride);
    }

    // b holds panels of [k][tile columns]; the output has room for whole tiles.
    private static void RunAcross(int height, int columns, TileOperands operands)
    {
        operands.Segment = Segments.Length((int)operands.K);
        for (var column = 0; column < columns; column += TRow.Columns)
        {
            MicroKernel<TRow, SingleFormat, Panels.Tile<TRow>>.Run(height, operands);
            operands.B += operands.K * TRow.Columns * sizeof(float);
            operands.Output += TRow.Columns;
        }
    }

    // Panels of as many keys as a tile has columns, [d][keys]; what lies past the last key is never looked at.
    private static void PackKeys(AttentionCall* call, AttentionItem item, float* packed)
    {
        for (var first = 0; first < item.Keys; first += TRow.Columns)
        {
            var count = Math.Min(TRow.Columns, item.Keys - first);
            var keys = call->Keys + ((nint)(item.FirstKey + first) * call->KeyStride) + item.Column;

            // The next item is most often the next head of the same rows, and its columns lie right behind these.
            Prefetch.Rows(keys + call->HeadSize, call->KeyStride, count, call->HeadSize);
            Transposition.Transpose(keys, call->KeyStride, packed, TRow.Columns, count, call->HeadSize);
            packed += call->HeadSize * TRow.Columns;
        }
    }

    // Panels of as many of the head's columns as a tile has, [key][columns]; what lies past the last is never looked at.
    [MethodImpl(HotLoop.Compiled)]
    private static void PackValues(AttentionCall* call, AttentionItem item, float* packed)
    {
        for (var first = 0; first < call->HeadSize; first += TRow.Columns)
        {
            var count = Math.Min(TRow.Columns, call->HeadSize - first);
            var values = call->Values + ((nint)item.FirstKey * call->ValueStride) + item.Column + first;
            Prefetch.Rows(values + count, call->ValueStride, item.Keys, count);
            for (var j = 0; j < item.Keys; j++)
            {
                CopyRow(values + ((nint)j * call->ValueStride), packed, count);
                packed += TRow.Columns;
            }
        }
    }

    private static void CopyRow(float* source, float* destination, int count)
    {
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Load(source + i).Store(destination + i);
        }

        for (; i < count; i++)
        {
            destination[i] = source[i];
        }
    }

    // Divides each row by its sum on its way to the output.
    [MethodImpl(HotLoop.Compiled)]
    private static void Store(float* rows, nint stride, float* sums, int height, int count, float* output, int outputStride)
    {
        for (var row = 0; row < height; row++, rows += stride, output += outputStride)
        {
            var divisor = TLanes.Create(sums[row]);
            var i = 0;
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                (TLanes.Load(rows + i) / divisor).Store(output + i);
            }

            for (; i < count; i++)
            {
                output[i] = rows[i] / sums[row];
            }
        }
    }

    /// <summary>What an item needs besides its operands. Keys and columns are rounded up to whole tiles.</summary>
    private readonly struct Workspace
    {
        public Workspace(AttentionCall* call, AttentionItem item)
        {
            var keys = RoundUp(item.Keys);
            AverageStride = call->Values is null ? 0 : RoundUp(call->HeadSize);

            // Odd numbers of cache lines, since a tile reads one column of all its rows of scores at a time.
            ScoreStride = MatrixView.PaddedStride((int)keys);

            nint keyLength = keys * call->HeadSize, valueLength = item.Keys * AverageStride;
            var rowLength = ScoreStride + AverageStride + 1;
            Zeros = Scratch.Rent(TRow.Columns + keyLength + valueLength + (TRow.MostRows * rowLength));
            Keys = Zeros + TRow.Columns;
            Values = Keys + keyLength;
            Scores = Values + valueLength;
            Averages = Scores + (TRow.MostRows * ScoreStride);
            Sums = Averages + (TRow.MostRows * AverageStride);
            new Span<float>(Zeros, TRow.Columns).Clear();
        }

        /// <summary>What every total starts from, one tile wide.</summary>
        public float* Zeros { get; }

        /// <summary>Panels of [d][tile columns].</summary>
        public float* Keys { get; }

        /// <summary>Panels of [keys][tile columns].</summary>
        public float* Values { get; }

        /// <summary>[tile rows][keys].</summary>
        public float* Scores { get; }

        public nint ScoreStride { get; }

        /// <summary>[tile rows][d], not yet divided by their sums.</summary>
        public float* Averages { get; }

        public nint AverageStride { get; }

        /// <summary>The sum of each row of weights.</summary>
        public float* Sums { get; }

        private static nint RoundUp(int count) => checked((count + TRow.Columns - 1) / TRow.Columns * TRow.Columns);
    }
}
