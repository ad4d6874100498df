namespace Klue.Kernels;

/// <summary>
/// The room that a <see cref="BitSplit"/> leaves the weights of one row: in each group of them whose products are added up in an int16,
/// those of one sign share it.
/// </summary>
/// <param name="split">The split.</param>
/// <param name="columns">K.</param>
public sealed class WeightRoom(BitSplit split, int columns)
{
    private readonly float[] _positive = new float[split.Groups(columns)];
    private readonly float[] _negative = new float[split.Groups(columns)];

    /// <summary>Begins a row.</summary>
    public void Clear()
    {
        _positive.AsSpan().Clear();
        _negative.AsSpan().Clear();
    }

    /// <summary>Counts a weight in.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public void Add(int column, float weight) => Sum(column, weight) += MathF.Abs(weight);

    /// <summary>The whole number nearest to a weight, itself one, for which there is still room.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public float Fit(int column, float whole) =>
        MathF.CopySign(MathF.Min(MathF.Abs(whole), MathF.Min(split.WeightLimit, split.SumLimit - Sum(column, whole))), whole);

    /// <summary>Whether all weights that were counted in have room.</summary>
    public bool HoldsAll() => LargestSum() <= split.SumLimit;

    /// <summary>What the whole numbers of a row are worth if all of its weights are to have room; the row is counted in.</summary>
    /// <param name="row">[K].</param>
    public float ScaleOf(ReadOnlySpan<float> row)
    {
        Clear();
        var largest = 0f;
        for (var k = 0; k < row.Length; k++)
        {
            largest = MathF.Max(largest, MathF.Abs(row[k]));
            Add(k, row[k]);
        }

        return MathF.Max(largest / split.WeightLimit, LargestSum() / split.SumLimit);
    }

    private ref float Sum(int column, float weight) => ref (weight < 0 ? _negative : _positive)[split.GroupOf(column)];

    private float LargestSum()
    {
        var largest = 0f;
        for (var group = 0; group < _positive.Length; group++)
        {
            largest = MathF.Max(largest, MathF.Max(_positive[group], _negative[group]));
        }

        return largest;
    }
}
