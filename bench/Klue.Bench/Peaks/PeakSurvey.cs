using System.Diagnostics;
using Klue.Bench.Timing;

namespace Klue.Bench.Peaks;

/// <summary>Measures every peak that this machine has, with several numbers of threads.</summary>
internal sealed class PeakSurvey(PeakGauge gauge, IBenchProgress progress)
{
    /// <summary>The name of the subcommand and of the result files.</summary>
    public const string Name = "peak";

    /// <summary>Takes readings for about so long of each peak and number of threads.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two peaks.</exception>
    public IReadOnlyList<PeakRecord> Run(IReadOnlyList<int> threads, TimeSpan timeForEach, CancellationToken cancellationToken)
    {
        var peaks = (from peak in Peak.All where peak.IsSupported from count in threads select (peak, count)).ToList();
        progress.Begin(Name, peaks.Count);
        var records = new List<PeakRecord>();
        foreach (var (peak, count) in peaks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            records.Add(new PeakRecord(peak, count, Sample.Of(Readings(peak.Kind, count, timeForEach))));
            progress.Advance();
        }

        return records;
    }

    private List<double> Readings(PeakKind kind, int threads, TimeSpan time)
    {
        // The first reading pays for the compiler, the pages and the clock's climb.
        gauge.Read(kind, threads);
        var readings = new List<double>();
        for (var start = Stopwatch.GetTimestamp(); readings.Count == 0 || Stopwatch.GetElapsedTime(start) < time;)
        {
            readings.Add(gauge.Read(kind, threads));
        }

        return readings;
    }
}
