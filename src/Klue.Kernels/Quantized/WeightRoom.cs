namespace Klue.Kernels;

/// <summary>
/// The room that a <see cref="BitSplit"/> leaves the weights of one row, taken up weight by weight: in each group of them whose products
/// are added up in an int16, those of one sign share it.
/// </summary>
/// <param name="split">The split.</param>
/// <param name="columns">K.</param>
public sealed class WeightRoom(BitSplit split, int columns)
{
    private readonly float[] _positive = new float[split.Groups(columns)];
    private readonly float[] _negative = new float[split.Groups(columns)];

    /// <summary>Takes up room for the whole number nearest to a given one, itself whole, that there is still room for.</summary>
    /// <returns>That number.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public float Take(int column, float whole)
    {
        ref var taken = ref (whole < 0 ? _negative : _positive)[split.GroupOf(column)];
        var size = MathF.Min(MathF.Abs(whole), MathF.Min(split.WeightLimit, split.SumLimit - taken));
        taken += size;
        return MathF.CopySign(size, whole);
    }
}
