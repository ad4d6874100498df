using System.Runtime.Intrinsics;

namespace Klue.Kernels;

/// <summary>Rounding rows of weights to whole numbers.</summary>
public static class Quantization
{
    // Weights of such a scale are as good as zero, and one divided by it might be more than a float32 can count.
    private const float SmallestScale = 1e-32f;

    /// <summary>
    /// Rounds a row to whole numbers, to nearest even, and gives the scale: a weight is about scale times its number. One that rounding
    /// leaves no room becomes smaller.
    /// </summary>
    /// <param name="row">[K].</param>
    /// <param name="split">Gives the room.</param>
    /// <param name="destination">[K].</param>
    /// <exception cref="ArgumentException">The lengths differ, or an element is not finite.</exception>
    public static float QuantizeRow(ReadOnlySpan<float> row, BitSplit split, Span<sbyte> destination)
    {
        if (row.Length != destination.Length)
        {
            throw new ArgumentException($"There are {row.Length} weights and room for {destination.Length}.", nameof(destination));
        }

        var scale = ScaleOf(row, split);
        if (!float.IsFinite(scale))
        {
            throw new ArgumentException("A weight is not finite: it has no whole number.", nameof(row));
        }

        if (scale < SmallestScale)
        {
            destination.Clear();
            return 0f;
        }

        var limit = Vector128.Create((float)split.SumLimit);
        var divisor = Vector128.Create(scale);
        for (var k = 0; k < row.Length; k += WeightBlock.Length)
        {
            var exact = WeightBlock.Load(row[k..]);
            var whole = new WeightBlock(Vector128.Round(exact.Lower / divisor), Vector128.Round(exact.Upper / divisor));
            whole.Store(destination[k..]);
            if (Vector128.GreaterThanAny(whole.Sums(split), limit))
            {
                MakeRoom(destination.Slice(k, Math.Min(WeightBlock.Length, row.Length - k)), split);
            }
        }

        return scale;
    }

    /// <summary>What the whole numbers of a row are worth if all of its weights are to have room and none more than it needs.</summary>
    /// <param name="row">[K].</param>
    /// <param name="split">Gives the room.</param>
    public static float ScaleOf(ReadOnlySpan<float> row, BitSplit split)
    {
        var (weights, sums) = (Vector128<float>.Zero, Vector128<float>.Zero);
        for (var k = 0; k < row.Length; k += WeightBlock.Length)
        {
            var block = WeightBlock.Load(row[k..]);
            weights = Vector128.Max(weights, Vector128.Max(Vector128.Abs(block.Lower), Vector128.Abs(block.Upper)));
            sums = Vector128.Max(sums, block.Sums(split));
        }

        return MathF.Max(Largest(weights) / split.WeightLimit, Largest(sums) / split.SumLimit);
    }

    /// <summary>Whether whole numbers are what a split leaves room for.</summary>
    /// <param name="row">[K].</param>
    /// <param name="split">Gives the room.</param>
    internal static bool HaveRoom(ReadOnlySpan<sbyte> row, BitSplit split)
    {
        var room = new WeightRoom(split, row.Length);
        for (var k = 0; k < row.Length; k++)
        {
            if (room.Take(k, row[k]) != row[k])
            {
                return false;
            }
        }

        return true;
    }

    private static void MakeRoom(Span<sbyte> wholes, BitSplit split)
    {
        var room = new WeightRoom(split, wholes.Length);
        for (var k = 0; k < wholes.Length; k++)
        {
            wholes[k] = (sbyte)room.Take(k, wholes[k]);
        }
    }

    private static float Largest(Vector128<float> values) =>
        MathF.Max(MathF.Max(values[0], values[1]), MathF.Max(values[2], values[3]));
}
