using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// The matrix product by tiles. K is cut into slabs, so that a slab of a panel stays in the second-level cache while
/// the rows of the block pass; between slabs the totals wait in <see cref="Scratch"/> as the float32 they are.
/// </summary>
/// <typeparam name="TRow">The accumulators of one row of a tile.</typeparam>
/// <typeparam name="TLanes">The vectors that finished elements pass the epilogue in.</typeparam>
/// <typeparam name="TFormat">How the weights are kept. Every sum is cut and added up the same way: its bits are those of the widened weights.</typeparam>
internal static unsafe class TiledGemm<TRow, TLanes, TFormat>
    where TRow : unmanaged, ITileRow<TRow>
    where TLanes : unmanaged, ILanes<TLanes>
    where TFormat : struct, IElementFormat
{
    private const int Width = PackedMatrix.PanelWidth;
    private const int SlabLength = 768;

    // Of unrolled tiles, several to a panel's width, two or three in height wait for the panel's lines: in a short slab its strips follow
    // each other so closely that the lines come nearly in order. A single tile is faster with long ones: the processor follows the strip.
    private const int ShortSlabLength = 192;
    private const int MostTilesOfShortSlab = 3;

    // Lines are asked for so many bytes before they are needed: of float32 64 steps of k, some 400 ns, by when they have come from
    // memory. They end in the next panel, and so are asked for in time all along a thread's share of the panels.
    private const int PrefetchDistance = 12 << 10;

    // Memory that is read while one tile of a panel is computed and rests during the others is read too slowly. So few tiles
    // share the asking and read at a steady pace; for more, the requests that each adds cost more than that gains.
    private const int MostTilesThatShare = 5;

    // Bytes from one line of a panel to the next.
    private static int LineSize => Width * TFormat.ElementSize;

    public static void Run(void* context, int chunk)
    {
        TierTrace.Record(TRow.Tier);
        var call = (GemmCall*)context;
        var part = call->Grid.Chunk(chunk);
        var sums = Scratch.Rent((nint)part.Rows * Width);
        for (var panel = part.FirstPanel; panel < part.FirstPanel + part.Panels; panel++)
        {
            RunPanel(call, part.FirstRow, part.Rows, panel, sums);
        }
    }

    // sums holds [rows, 48].
    [MethodImpl(HotLoop.Compiled)]
    private static void RunPanel(GemmCall* call, int firstRow, int rows, int panel, float* sums)
    {
        var column = panel * Width;
        var columns = Math.Min(Width, call->N - column);
        var direct = call->Epilogue.IsEmpty && columns == Width;
        var most = TRow.Height(call->M);
        var tiles = (rows + most - 1) / most;
        var runs = (columns + TRow.Columns - 1) / TRow.Columns * tiles;
        var k = 0;
        var segment = Segments.Length(call->K);
        var isShort = MicroKernel<TRow, TFormat, Panels.Weights>.IsUnrolled && tiles is > 1 and <= MostTilesOfShortSlab;
        var slab = Math.Max((isShort ? ShortSlabLength : SlabLength) / segment, 1) * segment;
        do
        {
            var length = Math.Min(slab, call->K - k);
            var last = k + length == call->K;
            var lines = call->Lines(panel, k, length);
            for (var run = 0; run < runs; run++)
            {
                // Tiles of nearly equal height: a last one of one row would leave most multiply-adds waiting.
                var (strip, tile) = (run / tiles * TRow.Columns, run % tiles);
                var row = rows * tile / tiles;
                var height = (rows * (tile + 1) / tiles) - row;
                var partial = sums + ((nint)row * Width);
                var output = call->Output + ((nint)(firstRow + row) * call->OutputStride) + column;
                var operands = new TileOperands
                {
                    A = call->Input + ((nint)(firstRow + row) * call->InputStride) + k,
                    AStride = call->InputStride,
                    B = lines + (strip * TFormat.ElementSize),
                    K = length,
                    Segment = segment,
                    Start = k == 0 ? call->Bias + column + strip : null,
                    Output = (direct ? output : partial) + strip,
                    OutputStride = direct ? call->OutputStride : Width,
                };
                if (!MicroKernel<TRow, TFormat, Panels.Weights>.IsUnrolled)
                {
                    PlanAhead(ref operands, rows, tile, tiles);
                }
                else if (tiles > 1)
                {
                    ShareNext(ref operands, lines, run, runs);
                }
                else
                {
                    // A single tile asks for nothing but a line that is there: it goes on as fast as its own lines come.
                    operands.Next = lines;
                }

                // All tiles together ask for the pages that the lines lie on; and what the tile will write is on its way while its
                // sums are made.
                if (strip == 0)
                {
                    Prefetch.PagesAhead(lines + ((nint)length * row / rows * LineSize), (nint)length * height / rows * LineSize);
                }

                Prefetch.Rows(output + strip, call->OutputStride, height, TRow.Columns);
                MicroKernel<TRow, TFormat, Panels.Weights>.Run(height, operands);
                if (last && !direct && strip + TRow.Columns >= columns)
                {
                    call->Epilogue.Finish<TLanes>(partial, height, Width, firstRow + row, column, columns, output, call->OutputStride);
                }
            }

            k += length;
        }
        while (k < call->K);
    }

    // Which lines a tile asks for: with very few rows those that it reads, or none. Otherwise the first asks for all, and the others
    // find them in the second-level cache; or the first asks for the second half of its own, and the others, in turn, for the first
    // half of the next.
    private static void PlanAhead(ref TileOperands operands, int rows, int tile, int tiles)
    {
        var unasked = rows <= TFormat.RowsReadUnasked;

        // A single row takes lines as fast as they come: even to ask for the one that is being read costs 3 to 9 %.
        operands.NextStride = unasked && rows == 1 ? 0 : LineSize;
        operands.Next = operands.B;
        if (unasked)
        {
            return;
        }

        if (tiles is > 1 and <= MostTilesThatShare)
        {
            var half = LineSize / 2;
            var stride = tile == 0 ? half : half / (tiles - 1);
            operands.NextStride = stride;
            operands.Next = operands.B + PrefetchDistance + (operands.K * (tile == 0 ? half : LineSize + ((tile - 1) * stride)));
        }
        else if (tile == 0)
        {
            operands.Next += PrefetchDistance;
        }
    }

    // Every tile of a strip, strip after strip, asks for an equal share of what lies behind these lines, the panel's next slab or the next
    // panel: so memory is read at a steady pace.
    private static void ShareNext(ref TileOperands operands, byte* lines, int run, int runs)
    {
        var size = operands.K * LineSize;
        operands.Next = lines + size + (size * run / runs);
        operands.NextStride = MicroKernel<TRow, TFormat, Panels.Weights>.StepsPerRound * LineSize / runs;
    }
}
