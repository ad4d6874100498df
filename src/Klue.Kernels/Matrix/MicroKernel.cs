using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Klue.Kernels;

/// <summary>
/// The innermost part of a matrix product: a tile of a few rows and columns whose accumulators stay in registers
/// while k runs. Every element is the sum of <see cref="Segments"/>, each a chain of multiply-adds over k ascending.
/// </summary>
/// <typeparam name="TRow">The accumulators of one row, which make the tile's width.</typeparam>
/// <typeparam name="TFormat">How b is kept.</typeparam>
/// <typeparam name="TPanel">The panels that b lies in.</typeparam>
internal static unsafe class MicroKernel<TRow, TFormat, TPanel>
    where TRow : unmanaged, ITileRow<TRow>
    where TFormat : struct, IElementFormat
    where TPanel : struct, IPanel
{
    /// <summary>Steps that go on together, and ask for memory once, where they are unrolled. Divides all segments but a sum's last.</summary>
    public const int StepsPerRound = 4;

    // Two lines of cache, all that two tiles have to ask for: with one tile there is no time to ask, and with three less is asked for.
    private const int UnrolledRequestSize = 128;

    /// <summary>
    /// Whether several steps of k go on together. A step with the twelve multiply-adds that 16 registers have sums for leaves a core
    /// little room for instructions that add up nothing, and half of it where another thread runs on the same core.
    /// </summary>
    public static bool IsUnrolled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => VectorRegisters.AreFew;
    }

    // Bytes from one line of b to the next: a constant, so that the steps of a round need no addresses of their own.
    private static int LineSize
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TPanel.Width * TFormat.ElementSize;
    }

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
        var end = b + (tile.K * LineSize);
        var output = tile.Output;
        var outputStride = tile.OutputStride;
        var segment = tile.Segment * LineSize;
        var start = tile.Start;
        var next = tile.Next;
        var nextStride = tile.NextStride;
        var total0 = SegmentTotals<TRow>.Start(SegmentTotals<TRow>.Kept<TRows>() > 0, output, start is not null);
        var total1 = SegmentTotals<TRow>.Start(SegmentTotals<TRow>.Kept<TRows>() > 1, output + outputStride, start is not null);
        var total2 = SegmentTotals<TRow>.Start(SegmentTotals<TRow>.Kept<TRows>() > 2, output + (2 * outputStride), start is not null);
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

            // IsUnrolled, in words that the JIT understands while it reads: of what it may inline, nothing goes to a branch that it drops.
            if (!Avx512F.VL.IsSupported && !AdvSimd.Arm64.IsSupported)
            {
                while (b < segmentEnd - ((StepsPerRound - 1) * LineSize))
                {
                    if (TPanel.IsReadAhead)
                    {
                        Prefetch.Lines(next, UnrolledRequestSize);
                        next += nextStride;
                    }

                    Step<TRows>(0, a0, a3, a6, a9, stride, twice, b,
                        ref row0, ref row1, ref row2, ref row3, ref row4, ref row5, ref row6, ref row7, ref row8, ref row9, ref row10, ref row11);
                    Step<TRows>(1, a0, a3, a6, a9, stride, twice, b,
                        ref row0, ref row1, ref row2, ref row3, ref row4, ref row5, ref row6, ref row7, ref row8, ref row9, ref row10, ref row11);
                    Step<TRows>(2, a0, a3, a6, a9, stride, twice, b,
                        ref row0, ref row1, ref row2, ref row3, ref row4, ref row5, ref row6, ref row7, ref row8, ref row9, ref row10, ref row11);
                    Step<TRows>(3, a0, a3, a6, a9, stride, twice, b,
                        ref row0, ref row1, ref row2, ref row3, ref row4, ref row5, ref row6, ref row7, ref row8, ref row9, ref row10, ref row11);
                    a0 += StepsPerRound;
                    a3 += StepsPerRound;
                    a6 += StepsPerRound;
                    a9 += StepsPerRound;
                    b += StepsPerRound * LineSize;
                }
            }

            while (b < segmentEnd)
            {
                if (TPanel.IsReadAhead)
                {
                    Prefetch.Lines(next, TRow.Columns * TFormat.ElementSize);
                }

                Step<TRows>(0, a0, a3, a6, a9, stride, twice, b,
                    ref row0, ref row1, ref row2, ref row3, ref row4, ref row5, ref row6, ref row7, ref row8, ref row9, ref row10, ref row11);
                a0++;
                a3++;
                a6++;
                a9++;
                b += LineSize;
                next += nextStride;
            }

            var place = output;
            SegmentTotals<TRow>.End(ref row0, ref total0, SegmentTotals<TRow>.Kept<TRows>() > 0, place, isFirst);
            if (TRows.Value > 1)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row1, ref total1, SegmentTotals<TRow>.Kept<TRows>() > 1, place, isFirst);
            }

            if (TRows.Value > 2)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row2, ref total2, SegmentTotals<TRow>.Kept<TRows>() > 2, place, isFirst);
            }

            if (TRows.Value > 3)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row3, place, isFirst);
            }

            if (TRows.Value > 4)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row4, place, isFirst);
            }

            if (TRows.Value > 5)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row5, place, isFirst);
            }

            if (TRows.Value > 6)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row6, place, isFirst);
            }

            if (TRows.Value > 7)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row7, place, isFirst);
            }

            if (TRows.Value > 8)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row8, place, isFirst);
            }

            if (TRows.Value > 9)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row9, place, isFirst);
            }

            if (TRows.Value > 10)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row10, place, isFirst);
            }

            if (TRows.Value > 11)
            {
                place += outputStride;
                SegmentTotals<TRow>.End(ref row11, place, isFirst);
            }

            start = null;
        }
        while (b < end);

        if (SegmentTotals<TRow>.Kept<TRows>() > 0)
        {
            total0.Store(output);
        }

        if (SegmentTotals<TRow>.Kept<TRows>() > 1)
        {
            total1.Store(output + outputStride);
        }

        if (SegmentTotals<TRow>.Kept<TRows>() > 2)
        {
            total2.Store(output + (2 * outputStride));
        }
    }

    // One line of b times one element of each row of a, so many steps further on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TRows>(
        int step,
        float* a0,
        float* a3,
        float* a6,
        float* a9,
        nint stride,
        nint twice,
        byte* b,
        ref TRow row0,
        ref TRow row1,
        ref TRow row2,
        ref TRow row3,
        ref TRow row4,
        ref TRow row5,
        ref TRow row6,
        ref TRow row7,
        ref TRow row8,
        ref TRow row9,
        ref TRow row10,
        ref TRow row11)
        where TRows : struct, IRowCount
    {
        var line = TRow.Load<TFormat>(b + (step * LineSize));
        row0.MultiplyAdd(a0[step], line);
        if (TRows.Value > 1)
        {
            row1.MultiplyAdd(a0[stride + step], line);
        }

        if (TRows.Value > 2)
        {
            row2.MultiplyAdd(a0[twice + step], line);
        }

        if (TRows.Value > 3)
        {
            row3.MultiplyAdd(a3[step], line);
        }

        if (TRows.Value > 4)
        {
            row4.MultiplyAdd(a3[stride + step], line);
        }

        if (TRows.Value > 5)
        {
            row5.MultiplyAdd(a3[twice + step], line);
        }

        if (TRows.Value > 6)
        {
            row6.MultiplyAdd(a6[step], line);
        }

        if (TRows.Value > 7)
        {
            row7.MultiplyAdd(a6[stride + step], line);
        }

        if (TRows.Value > 8)
        {
            row8.MultiplyAdd(a6[twice + step], line);
        }

        if (TRows.Value > 9)
        {
            row9.MultiplyAdd(a9[step], line);
        }

        if (TRows.Value > 10)
        {
            row10.MultiplyAdd(a9[stride + step], line);
        }

        if (TRows.Value > 11)
        {
            row11.MultiplyAdd(a9[twice + step], line);
        }
    }
}
