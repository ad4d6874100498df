using System.Diagnostics;

namespace Klue.Bench.Peaks;

/// <summary>The readings of one peak in the course of a run, each with its time.</summary>
internal sealed class PeakHistory
{
    private readonly List<(long Time, double Rate)> _readings = [];

    /// <summary>Adds a reading; times are those of <see cref="Stopwatch.GetTimestamp"/>, ascending.</summary>
    public void Add(long time, double rate) => _readings.Add((time, rate));

    /// <summary>
    /// The best reading not further than <paramref name="reach"/> from a stretch of time; 0 if there is none. The best,
    /// not the mean: another process or the machine's host can make a reading slower, nothing can make it faster than
    /// the machine.
    /// </summary>
    public double Best(long begin, long end, TimeSpan reach)
    {
        var ticks = (long)(reach.TotalSeconds * Stopwatch.Frequency);
        return _readings
            .Where(reading => reading.Time >= begin - ticks && reading.Time <= end + ticks)
            .Select(reading => reading.Rate)
            .DefaultIfEmpty()
            .Max();
    }
}
