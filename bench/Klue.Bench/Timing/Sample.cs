namespace Klue.Bench.Timing;

/// <summary>What is kept of numbers that were measured many times over.</summary>
/// <param name="Median">Half of the numbers are larger.</param>
/// <param name="P10">A tenth of the numbers are smaller.</param>
/// <param name="P90">A tenth of the numbers are larger.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
/// <param name="Count">How many there were.</param>
internal sealed record Sample(double Median, double P10, double P90, double Min, double Max, int Count)
{
    /// <summary>Sums up at least one number.</summary>
    public static Sample Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(values));
        return new Sample(Quantile(sorted, 0.5), Quantile(sorted, 0.1), Quantile(sorted, 0.9), sorted[0], sorted[^1], sorted.Length);
    }

    // Linear between the two nearest, as numpy's and R's default (Hyndman and Fan 1996, type 7).
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
