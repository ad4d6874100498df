namespace Klue.Kernels;

/// <summary>Rounding rows of weights to whole numbers.</summary>
public static class Quantization
{
    // Weights of such a scale are as good as zero, and one divided by it might be more than a float32 can count.
    private const float SmallestScale = 1e-32f;

    /// <summary>
    /// Rounds a row to whole numbers, to nearest even, and gives the scale: a weight is about scale times its number. The scale is the
    /// smallest by which all weights have room; one that rounding leaves none becomes smaller.
    /// </summary>
    /// <param name="row">[K].</param>
    /// <param name="room">That of the row's split; what it held before is forgotten.</param>
    /// <param name="destination">[K].</param>
    /// <exception cref="ArgumentException">The lengths differ, or an element is not finite.</exception>
    public static float QuantizeRow(ReadOnlySpan<float> row, WeightRoom room, Span<sbyte> destination)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (row.Length != destination.Length)
        {
            throw new ArgumentException($"There are {row.Length} weights and room for {destination.Length}.", nameof(destination));
        }

        var scale = room.ScaleOf(row);
        if (!float.IsFinite(scale))
        {
            throw new ArgumentException("A weight is not finite: it has no whole number.", nameof(row));
        }

        if (scale < SmallestScale)
        {
            destination.Clear();
            return 0f;
        }

        room.Clear();
        for (var k = 0; k < row.Length; k++)
        {
            var whole = room.Fit(k, MathF.Round(row[k] / scale));
            room.Add(k, whole);
            destination[k] = (sbyte)whole;
        }

        return scale;
    }
}
