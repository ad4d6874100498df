using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// The innermost part of a matrix product: a tile of a few rows and columns whose accumulators stay in registers
/// while k runs. Every element is the sum of <see cref="Segments"/>, each a chain of multiply-adds over k ascending.
/// </summary>
/// <typeparam name="TRow">The accumulators of one row, which make the tile's width.</typeparam>
/// <typeparam name="TFormat">How b is kept.</typeparam>
internal static unsafe class MicroKernel<TRow, TFormat>
    where TRow : unmanaged, ITileRow<TRow>
    where TFormat : struct, IElementFormat
{
    /// <summary>output = start + a b, or output += a b, for a of [rows, k] and b of [k, columns of the row].</summary>
    public static void Run(int rows, in TileOperands tile)
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
            case 9: Run<RowCounts.Nine>(tile); break;
            case 10: Run<RowCounts.Ten>(tile); break;
            case 11: Run<RowCounts.Eleven>(tile); break;
            case 12: Run<RowCounts.Twelve>(tile); break;
            default: throw new ArgumentOutOfRangeException(nameof(rows), rows, "No tile has so many rows.");
        }
    }

    // Reads k rows of b; of a, k elements in each of the tile's rows. One pointer serves three rows of a, since an
    // address can be a register plus another.
    [MethodImpl(HotLoop.Compiled)]
    private static void Run<TRows>(in TileOperands tile)
        where TRows : struct, IRowCount
    {
        var stride = tile.AStride;
        var twice = 2 * stride;
        var a0 = tile.A;
        var a3 = a0 + (3 * stride);
        var a6 = a0 + (6 * stride);
        var a9 = a0 + (9 * stride);
        var b = tile.B;
        var bStride = tile.BStride;
        var end = b + (tile.K * bStride);
        var output = tile.Output;
        var outputStride = tile.OutputStride;
        var segment = tile.Segment * bStride;
        var start = tile.Start;
        var next = tile.Next;
        var nextStride = tile.NextStride;
        do
        {
            // A segment after the first starts from zero and is added to what the earlier ones left in the output.
            var isFirst = start is not null;
            var first = isFirst ? TRow.Load<SingleFormat>((byte*)start) : default;
            var row0 = first;
            var row1 = first;
            var row2 = first;
            var row3 = first;
            var row4 = first;
            var row5 = first;
            var row6 = first;
            var row7 = first;
            var row8 = first;
            var row9 = first;
            var row10 = first;
            var row11 = first;

            var segmentEnd = b + Math.Min(segment, (nint)(end - b));
            while (b < segmentEnd)
            {
                var line = TRow.Load<TFormat>(b);
                Prefetch.Lines(next, TRow.Columns * TFormat.ElementSize);

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

                if (TRows.Value > 8)
                {
                    row8.MultiplyAdd(a6[twice], line);
                }

                if (TRows.Value > 9)
                {
                    row9.MultiplyAdd(*a9, line);
                }

                if (TRows.Value > 10)
                {
                    row10.MultiplyAdd(a9[stride], line);
                }

                if (TRows.Value > 11)
                {
                    row11.MultiplyAdd(a9[twice], line);
                }

                a0++;
                a3++;
                a6++;
                a9++;
                b += bStride;
                next += nextStride;
            }

            var place = output;
            row0.Finish(place, isFirst);
            if (TRows.Value > 1)
            {
                place += outputStride;
                row1.Finish(place, isFirst);
            }

            if (TRows.Value > 2)
            {
                place += outputStride;
                row2.Finish(place, isFirst);
            }

            if (TRows.Value > 3)
            {
                place += outputStride;
                row3.Finish(place, isFirst);
            }

            if (TRows.Value > 4)
            {
                place += outputStride;
                row4.Finish(place, isFirst);
            }

            if (TRows.Value > 5)
            {
                place += outputStride;
                row5.Finish(place, isFirst);
            }

            if (TRows.Value > 6)
            {
                place += outputStride;
                row6.Finish(place, isFirst);
            }

            if (TRows.Value > 7)
            {
                place += outputStride;
                row7.Finish(place, isFirst);
            }

            if (TRows.Value > 8)
            {
                place += outputStride;
                row8.Finish(place, isFirst);
            }

            if (TRows.Value > 9)
            {
                place += outputStride;
                row9.Finish(place, isFirst);
            }

            if (TRows.Value > 10)
            {
                place += outputStride;
                row10.Finish(place, isFirst);
            }

            if (TRows.Value > 11)
            {
                place += outputStride;
                row11.Finish(place, isFirst);
            }

            start = null;
        }
        while (b < end);
    }
}
