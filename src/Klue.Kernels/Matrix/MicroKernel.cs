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
    // More would be of use to small tiles alone, which have few stores anyway.
    private const int MostTotalsKept = 3;

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
        var total0 = StartTotal(TotalsKept<TRows>() > 0, output, start is not null);
        var total1 = StartTotal(TotalsKept<TRows>() > 1, output + outputStride, start is not null);
        var total2 = StartTotal(TotalsKept<TRows>() > 2, output + (2 * outputStride), start is not null);
        do
        {
            // A segment after the first starts from zero and is added to the total of the earlier ones, which stands in the output, or of
            // the first rows in registers.
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
            EndSegment(row0, ref total0, TotalsKept<TRows>() > 0, place, isFirst);
            if (TRows.Value > 1)
            {
                place += outputStride;
                EndSegment(row1, ref total1, TotalsKept<TRows>() > 1, place, isFirst);
            }

            if (TRows.Value > 2)
            {
                place += outputStride;
                EndSegment(row2, ref total2, TotalsKept<TRows>() > 2, place, isFirst);
            }

            if (TRows.Value > 3)
            {
                place += outputStride;
                EndSegment(row3, place, isFirst);
            }

            if (TRows.Value > 4)
            {
                place += outputStride;
                EndSegment(row4, place, isFirst);
            }

            if (TRows.Value > 5)
            {
                place += outputStride;
                EndSegment(row5, place, isFirst);
            }

            if (TRows.Value > 6)
            {
                place += outputStride;
                EndSegment(row6, place, isFirst);
            }

            if (TRows.Value > 7)
            {
                place += outputStride;
                EndSegment(row7, place, isFirst);
            }

            if (TRows.Value > 8)
            {
                place += outputStride;
                EndSegment(row8, place, isFirst);
            }

            if (TRows.Value > 9)
            {
                place += outputStride;
                EndSegment(row9, place, isFirst);
            }

            if (TRows.Value > 10)
            {
                place += outputStride;
                EndSegment(row10, place, isFirst);
            }

            if (TRows.Value > 11)
            {
                place += outputStride;
                EndSegment(row11, place, isFirst);
            }

            start = null;
        }
        while (b < end);

        if (TotalsKept<TRows>() > 0)
        {
            total0.Store(output);
        }

        if (TotalsKept<TRows>() > 1)
        {
            total1.Store(output + outputStride);
        }

        if (TotalsKept<TRows>() > 2)
        {
            total2.Store(output + (2 * outputStride));
        }
    }

    // How many rows keep their totals in registers beside all accumulators, a line of b and an element of a: their segments end
    // without the stores that a core waits for. A constant to the compiler.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TotalsKept<TRows>()
        where TRows : struct, IRowCount =>
        Math.Min(Math.Min(TRows.Value, MostTotalsKept), (VectorRegisters.Count - 1 - (TRow.Vectors * (TRows.Value + 1))) / TRow.Vectors);

    // What a total begins with: minus zero, to which a number is added without a change, or what an earlier slab left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TRow StartTotal(bool isKept, float* output, bool isFirst)
    {
        if (!isKept)
        {
            return default;
        }

        return isFirst ? TRow.Create(-0f) : TRow.Load<SingleFormat>((byte*)output);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndSegment(TRow row, ref TRow total, bool isKept, float* output, bool isFirst)
    {
        if (isKept)
        {
            total.Add(row);
        }
        else
        {
            EndSegment(row, output, isFirst);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndSegment(TRow row, float* output, bool isFirst)
    {
        if (!isFirst)
        {
            row.Add(TRow.Load<SingleFormat>((byte*)output));
        }

        row.Store(output);
    }
}
