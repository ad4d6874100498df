using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// Where the totals of a tile's rows are while their segments are added up: in registers, as far as the accumulators leave any, or in the
/// output.
/// </summary>
/// <typeparam name="TRow">The accumulators of one row.</typeparam>
internal static unsafe class SegmentTotals<TRow>
    where TRow : unmanaged, ITileRow<TRow>
{
    // More would be of use to small tiles alone, which have few stores anyway.
    private const int MostKept = 3;

    /// <summary>
    /// How many rows keep their totals in registers beside all accumulators, a line of b and an element of a: their segments end
    /// without the stores that a core waits for. A constant to the compiler.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Kept<TRows>()
        where TRows : struct, IRowCount =>
        Math.Min(Math.Min(TRows.Value, MostKept), (VectorRegisters.Count - 1 - (TRow.Vectors * (TRows.Value + 1))) / TRow.Vectors);

    /// <summary>What a kept total begins with: minus zero, to which a number is added without a change, or what an earlier slab left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TRow Start(bool isKept, float* output, bool isFirst)
    {
        if (!isKept)
        {
            return default;
        }

        return isFirst ? TRow.Create(-0f) : TRow.Load<SingleFormat>((byte*)output);
    }

    /// <summary>Adds a segment to its total, which may be kept. The row by reference, though it does not change: by value it would be copied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End(ref TRow row, ref TRow total, bool isKept, float* output, bool isFirst)
    {
        if (isKept)
        {
            total.Add(row);
        }
        else
        {
            End(ref row, output, isFirst);
        }
    }

    /// <summary>Adds a segment to its total in the output; the first one becomes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End(ref TRow row, float* output, bool isFirst)
    {
        if (isFirst)
        {
            row.Store(output);
        }
        else
        {
            row.AddTo(output);
        }
    }
}
