using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The int8 product by tiles. A panel is a few kilobytes and stays in the first-level cache while the rows of the block pass.</summary>
internal static unsafe class IntegerGemm<TVector, TProducts, TLanes>
    where TVector : unmanaged, IIntegerLanes<TVector>
    where TProducts : struct, IProductsAtATime
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Width = IntegerPanels.PanelWidth;

    // Bytes of the panel, and of the next one, that the first tile asks for ahead: by when they have come from memory.
    private const int PrefetchDistance = 4096;

    // So few rows read the panels as they come, which the processor does faster by itself.
    private const int RowsReadUnasked = 4;

    public static void Run(void* context, int chunk)
    {
        TierTrace.Record(TVector.Tier);
        var call = (IntegerGemmCall*)context;
        var part = call->Grid.Chunk(chunk);
        var sums = Scratch.Rent((nint)part.Rows * Width);
        for (var panel = part.FirstPanel; panel < part.FirstPanel + part.Panels; panel++)
        {
            RunPanel(call, part.FirstRow, part.Rows, panel, sums);
        }
    }

    // sums holds [rows, 16].
    [MethodImpl(HotLoop.Compiled)]
    private static void RunPanel(IntegerGemmCall* call, int firstRow, int rows, int panel, float* sums)
    {
        var column = panel * Width;
        var columns = Math.Min(Width, call->N - column);
        var output = call->Output + ((nint)firstRow * call->OutputStride) + column;
        var direct = call->Epilogue.IsEmpty && columns == Width;
        var tiles = (rows + IntegerKernel<TVector, TProducts>.Rows - 1) / IntegerKernel<TVector, TProducts>.Rows;
        var weights = call->Panels + (panel * call->PanelLength);
        Prefetch.PagesAhead(weights, call->PanelLength);
        for (var tile = 0; tile < tiles; tile++)
        {
            // Tiles of nearly equal height: a last one of one row would leave most multiply-adds waiting.
            var row = rows * tile / tiles;
            var height = (rows * (tile + 1) / tiles) - row;
            var operands = new IntegerTile
            {
                Input = call->Input.Values + ((nint)(firstRow + row) * call->Input.Stride),
                InputStride = call->Input.Stride,
                InputScales = call->Input.Scales + firstRow + row,
                InputZeros = call->Input.Zeros + firstRow + row,
                Weights = weights,
                K = call->K,
                Ahead = tile == 0 && rows > RowsReadUnasked ? PrefetchDistance : 0,
                Scales = call->Scales + column,
                Sums = call->Sums + column,
                Bias = call->Bias + column,
                Output = direct ? output + ((nint)row * call->OutputStride) : sums + ((nint)row * Width),
                OutputStride = direct ? call->OutputStride : Width,
            };

            // The lines that the tile will write are on their way while its sums are made.
            Prefetch.Rows(output + ((nint)row * call->OutputStride), call->OutputStride, height, Width);
            RunAcross(height, operands);
        }

        if (!direct)
        {
            call->Epilogue.Finish<TLanes>(sums, rows, Width, firstRow, column, columns, output, call->OutputStride);
        }
    }

    // A panel is one vector wide, or several.
    private static void RunAcross(int height, IntegerTile operands)
    {
        for (var strip = 0; strip < Width; strip += TVector.Count)
        {
            IntegerKernel<TVector, TProducts>.Run(height, operands);
            operands.Weights += TVector.Count * IntegerPanels.Group;
            operands.Scales += TVector.Count;
            operands.Sums += TVector.Count;
            operands.Bias += TVector.Count;
            operands.Output += TVector.Count;
        }
    }
}
