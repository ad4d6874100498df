using Klue.Bench.Timing;

namespace Klue.Bench.Comparisons;

/// <summary>One case in two reports.</summary>
/// <param name="Section">The section it stands in.</param>
/// <param name="Before">In the first.</param>
/// <param name="After">In the second.</param>
/// <param name="LeastNoise">The relative change that is never more than noise.</param>
internal sealed record CaseChange(string Section, Measurement Before, Measurement After, double LeastNoise)
{
    /// <summary>The case's labels and threads, which it has in both.</summary>
    public string Case => Key(Before);

    /// <summary>Median time after over median time before.</summary>
    public double TimeRatio => After.Seconds.Median / Before.Seconds.Median;

    /// <summary>
    /// How the time changed: the median's ratio or the tenth percentile's, whichever changed less, and 1 where they changed
    /// in opposite directions. Code that became slower makes all runs slower; a disturbed machine leaves some as they were.
    /// Times are taken at an equal peak where both have an arithmetic one: a machine that has a slow hour is no change either.
    /// </summary>
    public double Ratio
    {
        get
        {
            var peak = PeakRatio;
            var (median, fast) = (peak * TimeRatio, peak * After.Seconds.P10 / Before.Seconds.P10);
            return (median > 1) != (fast > 1) ? 1 : median > 1 ? Math.Min(median, fast) : Math.Max(median, fast);
        }
    }

    /// <summary>The larger of the least noise and half the spreads, p10 to p90, of both.</summary>
    public double Noise => Math.Max(LeastNoise, Spread(Before.Seconds) + Spread(After.Seconds));

    /// <summary>What became of it.</summary>
    public Verdict Verdict => Ratio > 1 + Noise ? Verdict.Slower : Ratio < 1 / (1 + Noise) ? Verdict.Faster : Verdict.Same;

    /// <summary>What tells a case from the others of its section.</summary>
    public static string Key(Measurement found) =>
        string.Join(' ', found.Labels.Select(label => $"{label.Name}={label.Value}").Append($"threads={found.Threads}"));

    private double PeakRatio => Before.Compute is { } before && After.Compute is { } after && before.Peak == after.Peak
        ? after.PeakRate / before.PeakRate
        : 1;

    private static double Spread(Sample seconds) => (seconds.P90 - seconds.P10) / 2 / seconds.Median;
}
