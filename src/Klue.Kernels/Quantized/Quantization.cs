namespace Klue.Kernels;

/// <summary>Rounding rows of weights to whole numbers.</summary>
public static class Quantization
{
    // Weights below it are as good as zero, and the steps in one unit of it might be more than a float32 can count.
    private const float SmallestRange = 1e-30f;

    /// <summary>
    /// Rounds a row to whole numbers from -limit to limit, to nearest even, the largest element becoming the limit, and gives the
    /// scale: a weight is about scale times its number.
    /// </summary>
    /// <param name="row">[K].</param>
    /// <param name="split">Gives the limit.</param>
    /// <param name="destination">[K].</param>
    /// <exception cref="ArgumentException">The lengths differ, or an element is not finite.</exception>
    public static float QuantizeRow(ReadOnlySpan<float> row, BitSplit split, Span<sbyte> destination)
    {
        if (row.Length != destination.Length)
        {
            throw new ArgumentException($"There are {row.Length} weights and room for {destination.Length}.", nameof(destination));
        }

        var largest = 0f;
        foreach (var weight in row)
        {
            largest = MathF.Max(largest, MathF.Abs(weight));
        }

        if (!float.IsFinite(largest))
        {
            throw new ArgumentException("A weight is not finite: it has no whole number.", nameof(row));
        }

        if (largest < SmallestRange)
        {
            destination.Clear();
            return 0f;
        }

        var steps = split.WeightLimit / largest;
        for (var k = 0; k < row.Length; k++)
        {
            destination[k] = (sbyte)MathF.Round(row[k] * steps);
        }

        return largest / split.WeightLimit;
    }
}
