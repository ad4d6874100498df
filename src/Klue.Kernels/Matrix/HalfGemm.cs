using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// The product of a few rows with 16-bit weights, widened in registers; and the widening of a panel for products of more rows, which
/// then are those of float32. Either way every sum is cut and added up as with float32 weights: the bits are the same.
/// </summary>
internal static unsafe class HalfGemm<TVector, TFormat, TLanes>
    where TVector : unmanaged, ILanes<TVector>
    where TFormat : struct, IHalfFormat
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Width = SinglePanels.PanelWidth;

    // Elements ahead at which the pages that the panels lie on are asked for, so early that no line waits for its page.
    private const int PageDistance = 512 * Width;

    public static void Run(void* context, int chunk)
    {
        TierTrace.Record(TVector.Tier);
        var call = (GemmCall*)context;
        var part = call->Grid.Chunk(chunk);
        var tileRows = HalfKernel<TVector, TFormat>.Rows;
        var sums = Scratch.Rent((nint)tileRows * Width);
        for (var panel = part.FirstPanel; panel < part.FirstPanel + part.Panels; panel++)
        {
            var column = panel * Width;
            var columns = Math.Min(Width, call->N - column);
            var direct = call->Epilogue.IsEmpty && columns == Width;
            var weights = call->Halves + (panel * call->PanelLength) + PageDistance;
            Prefetch.Pages((float*)weights, (float*)(weights + call->PanelLength));
            var tiles = (part.Rows + tileRows - 1) / tileRows;
            for (var tile = 0; tile < tiles; tile++)
            {
                var row = part.Rows * tile / tiles;
                var height = (part.Rows * (tile + 1) / tiles) - row;
                row += part.FirstRow;
                var output = call->Output + ((nint)row * call->OutputStride) + column;
                if (direct)
                {
                    RunTile(call, row, height, panel, output, call->OutputStride);
                }
                else
                {
                    RunTile(call, row, height, panel, sums, Width);
                    call->Epilogue.Finish<TLanes>(sums, height, Width, row, column, columns, output, call->OutputStride);
                }
            }
        }
    }

    /// <summary>Widens lines of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ushort* source, float* destination, nint lines)
    {
        for (nint i = 0; i < lines * Width; i += TLanes.Count)
        {
            TFormat.Load<TLanes>(source + i).Store(destination + i);
        }
    }

    // A panel is one tile wide, or several.
    private static void RunTile(GemmCall* call, int firstRow, int height, int panel, float* output, int outputStride)
    {
        for (var strip = 0; strip < Width; strip += HalfKernel<TVector, TFormat>.Columns)
        {
            HalfKernel<TVector, TFormat>.Run(height, new HalfTile
            {
                Input = call->Input + ((nint)firstRow * call->InputStride),
                InputStride = call->InputStride,
                Weights = call->Halves + (panel * call->PanelLength) + strip,
                K = call->K,
                Segment = Segments.Length(call->K),
                Start = call->Bias + ((nint)panel * Width) + strip,
                Output = output + strip,
                OutputStride = outputStride,
            });
        }
    }
}
