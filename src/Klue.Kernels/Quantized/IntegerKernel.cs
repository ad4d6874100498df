using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// A tile of an int8 product: one vector of columns, up to eight rows, whose sums stay in registers while k runs. Eight sums, two
/// vectors of weights, the input's bytes and the sums on their way fill the 16 registers of AVX2.
/// </summary>
internal readonly unsafe struct IntegerKernel<TVector, TProducts>
    where TVector : unmanaged, IIntegerLanes<TVector>
    where TProducts : struct, IProductsAtATime
{
    /// <summary>The most rows of a tile.</summary>
    public const int Rows = 8;

    public static void Run(int rows, in IntegerTile tile)
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

    // Reads K bytes of each of the tile's rows and K / 4 groups of the panel. One pointer serves three rows.
    [MethodImpl(HotLoop.Compiled)]
    private static void Run<TRows>(in IntegerTile tile)
        where TRows : struct, IRowCount
    {
        var stride = tile.InputStride;
        var twice = 2 * stride;
        var a0 = tile.Input;
        var a3 = a0 + (3 * stride);
        var a6 = a0 + (6 * stride);
        var weights = tile.Weights;
        var ahead = tile.Ahead;
        var end = weights + ((nint)tile.K * IntegerPanels.PanelWidth);
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        TVector sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        while (weights < end)
        {
            Prefetch.Line(weights + ahead);
            Prefetch.Line(weights + ahead + (IntegerPanels.Group * IntegerPanels.PanelWidth));
            var first = TVector.Load(weights);
            var second = TVector.Load(weights + (IntegerPanels.Group * IntegerPanels.PanelWidth));
            sum0 = TVector.AddProducts<TProducts>(sum0, a0, first, second);
            if (TRows.Value > 1)
            {
                sum1 = TVector.AddProducts<TProducts>(sum1, a0 + stride, first, second);
            }

            if (TRows.Value > 2)
            {
                sum2 = TVector.AddProducts<TProducts>(sum2, a0 + twice, first, second);
            }

            if (TRows.Value > 3)
            {
                sum3 = TVector.AddProducts<TProducts>(sum3, a3, first, second);
            }

            if (TRows.Value > 4)
            {
                sum4 = TVector.AddProducts<TProducts>(sum4, a3 + stride, first, second);
            }

            if (TRows.Value > 5)
            {
                sum5 = TVector.AddProducts<TProducts>(sum5, a3 + twice, first, second);
            }

            if (TRows.Value > 6)
            {
                sum6 = TVector.AddProducts<TProducts>(sum6, a6, first, second);
            }

            if (TRows.Value > 7)
            {
                sum7 = TVector.AddProducts<TProducts>(sum7, a6 + stride, first, second);
            }

            a0 += IntegerPanels.Step;
            a3 += IntegerPanels.Step;
            a6 += IntegerPanels.Step;
            weights += IntegerPanels.Step * IntegerPanels.PanelWidth;
        }

        tile.Finish(0, sum0);
        if (TRows.Value > 1)
        {
            tile.Finish(1, sum1);
        }

        if (TRows.Value > 2)
        {
            tile.Finish(2, sum2);
        }

        if (TRows.Value > 3)
        {
            tile.Finish(3, sum3);
        }

        if (TRows.Value > 4)
        {
            tile.Finish(4, sum4);
        }

        if (TRows.Value > 5)
        {
            tile.Finish(5, sum5);
        }

        if (TRows.Value > 6)
        {
            tile.Finish(6, sum6);
        }

        if (TRows.Value > 7)
        {
            tile.Finish(7, sum7);
        }
    }
}
