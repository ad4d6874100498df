using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// Tiles of up to eight rows and three vectors: 24 accumulators, one line of b and one broadcast element of a are
/// 28 of 32 registers. For AVX-512, where three vectors are a whole panel, and for Arm.
/// </summary>
internal readonly unsafe struct ThreeVectorKernel<TVector> : IMicroKernel
    where TVector : unmanaged, ILanes<TVector>
{
    public static SimdTier Tier => TVector.Tier;

    public static int Rows => 8;

    public static int Columns => 3 * TVector.Count;

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
            default: throw new ArgumentOutOfRangeException(nameof(rows), rows, "No tile has so many rows.");
        }
    }

    // Reads k rows of b; of a, k elements in each of the tile's rows. One pointer serves three rows of a, since an
    // address can be a register plus another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRows>(in TileOperands tile)
        where TRows : struct, IRowCount
    {
        var stride = tile.AStride;
        var twice = 2 * stride;
        var a0 = tile.A;
        var a3 = a0 + (3 * stride);
        var a6 = a0 + (6 * stride);
        var b = tile.B;
        var bStride = tile.BStride;
        var end = b + (tile.K * bStride);

        var row0 = default(ThreeVectorRow<TVector>);
        var row1 = default(ThreeVectorRow<TVector>);
        var row2 = default(ThreeVectorRow<TVector>);
        var row3 = default(ThreeVectorRow<TVector>);
        var row4 = default(ThreeVectorRow<TVector>);
        var row5 = default(ThreeVectorRow<TVector>);
        var row6 = default(ThreeVectorRow<TVector>);
        var row7 = default(ThreeVectorRow<TVector>);
        while (b < end)
        {
            var line = ThreeVectorRow<TVector>.Load(b);
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
            b += bStride;
        }

        var start = tile.Start;
        var startStride = tile.StartStride;
        var output = tile.Output;
        var outputStride = tile.OutputStride;
        row0.AddTo(start, output);
        if (TRows.Value > 1)
        {
            row1.AddTo(start + startStride, output + outputStride);
        }

        if (TRows.Value > 2)
        {
            row2.AddTo(start + (2 * startStride), output + (2 * outputStride));
        }

        if (TRows.Value > 3)
        {
            row3.AddTo(start + (3 * startStride), output + (3 * outputStride));
        }

        if (TRows.Value > 4)
        {
            row4.AddTo(start + (4 * startStride), output + (4 * outputStride));
        }

        if (TRows.Value > 5)
        {
            row5.AddTo(start + (5 * startStride), output + (5 * outputStride));
        }

        if (TRows.Value > 6)
        {
            row6.AddTo(start + (6 * startStride), output + (6 * outputStride));
        }

        if (TRows.Value > 7)
        {
            row7.AddTo(start + (7 * startStride), output + (7 * outputStride));
        }
    }
}
