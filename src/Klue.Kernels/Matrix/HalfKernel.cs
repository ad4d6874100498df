using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// Tiles of a few rows and three vectors of columns whose weights are widened on the way into a register. With so few rows the
/// product waits for its weights, and half of their bytes take half the time. Four rows take 16 registers, eight take 29.
/// </summary>
internal readonly unsafe struct HalfKernel<TVector, TFormat>
    where TVector : unmanaged, ILanes<TVector>
    where TFormat : struct, IHalfFormat
{
    /// <summary>The most rows of a tile.</summary>
    public static int Rows => VectorRegisters.Count >= 32 ? 8 : 4;

    // Lines of the panel by when those asked for have come from memory.
    private const int Ahead = 96 * SinglePanels.PanelWidth;

    /// <summary>The columns of a tile.</summary>
    public static int Columns => 3 * TVector.Count;

    /// <summary>output = start + a b.</summary>
    public static void Run(int rows, in HalfTile tile)
    {
        switch (rows)
        {
            case 1: Run<RowCounts.One>(tile); break;
            case 2: Run<RowCounts.Two>(tile); break;
            case 3: Run<RowCounts.Three>(tile); break;
            case 4: Run<RowCounts.Four>(tile); break;
            case 5: Run<RowCounts.Five>(tile); break;
            case 6: Run<RowCounts.Six>(tile); break;
            case 7: Run<RowCounts.Seven>(tile); break;
            case 8: Run<RowCounts.Eight>(tile); break;
            default: throw new ArgumentOutOfRangeException(nameof(rows), rows, "No tile has so many rows.");
        }
    }

    // Reads K lines of a panel; of the input, K elements in each of the tile's rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRows>(in HalfTile tile)
        where TRows : struct, IRowCount
    {
        var stride = tile.InputStride;
        var a0 = tile.Input;
        var twice = 2 * stride;
        var a3 = a0 + (3 * stride);
        var a6 = a0 + (6 * stride);
        var weights = tile.Weights;
        var end = weights + ((nint)tile.K * SinglePanels.PanelWidth);
        var output = tile.Output;
        var outputStride = tile.OutputStride;
        var segment = (nint)tile.Segment * SinglePanels.PanelWidth;
        var isFirst = true;
        do
        {
            // A segment after the first starts from zero and is added to what the earlier ones left in the output.
            var row0 = isFirst ? ThreeVectorRow<TVector>.Load(tile.Start) : default;
            var row1 = row0;
            var row2 = row0;
            var row3 = row0;
            var row4 = row0;
            var row5 = row0;
            var row6 = row0;
            var row7 = row0;
            var segmentEnd = weights + Math.Min(segment, (nint)(end - weights));
            while (weights < segmentEnd)
            {
                Prefetch.Line((float*)(weights + Ahead));
                Prefetch.Line((float*)(weights + Ahead + (SinglePanels.PanelWidth / 2)));
                var line = ThreeVectorRow<TVector>.Widen<TFormat>(weights);
                row0.MultiplyAdd(*a0, line);
                if (TRows.Value > 1)
                {
                    row1.MultiplyAdd(a0[stride], line);
                }

                if (TRows.Value > 2)
                {
                    row2.MultiplyAdd(a0[twice], line);
                }

                if (TRows.Value > 3)
                {
                    row3.MultiplyAdd(*a3, line);
                }

                if (TRows.Value > 4)
                {
                    row4.MultiplyAdd(a3[stride], line);
                }

                if (TRows.Value > 5)
                {
                    row5.MultiplyAdd(a3[twice], line);
                }

                if (TRows.Value > 6)
                {
                    row6.MultiplyAdd(*a6, line);
                }

                if (TRows.Value > 7)
                {
                    row7.MultiplyAdd(a6[stride], line);
                }

                a0++;
                a3++;
                a6++;
                weights += SinglePanels.PanelWidth;
            }

            row0.Finish(output, isFirst);
            if (TRows.Value > 1)
            {
                row1.Finish(output + outputStride, isFirst);
            }

            if (TRows.Value > 2)
            {
                row2.Finish(output + (2 * outputStride), isFirst);
            }

            if (TRows.Value > 3)
            {
                row3.Finish(output + (3 * outputStride), isFirst);
            }

            if (TRows.Value > 4)
            {
                row4.Finish(output + (4 * outputStride), isFirst);
            }

            if (TRows.Value > 5)
            {
                row5.Finish(output + (5 * outputStride), isFirst);
            }

            if (TRows.Value > 6)
            {
                row6.Finish(output + (6 * outputStride), isFirst);
            }

            if (TRows.Value > 7)
            {
                row7.Finish(output + (7 * outputStride), isFirst);
            }

            isFirst = false;
        }
        while (weights < end);
    }
}
