using System.Diagnostics;
using Klue.Bench.Timing;

namespace Klue.Bench.Peaks;

/// <summary>
/// Measures every peak that this machine has, with several numbers of threads, in turn, round after round, so that what
/// disturbs the machine for a moment does not fall on one of them alone.
/// </summary>
internal sealed class PeakSurvey(PeakGauge gauge, IBenchProgress progress)
{
    /// <summary>The name of the subcommand and of the result files.</summary>
    public const string Name = "peak";

    private const int Rounds = 5;

    /// <summary>Takes readings for about so long of each peak and number of threads.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two peaks.</exception>
    public IReadOnlyList<PeakRecord> Run(IReadOnlyList<int> threads, TimeSpan timeForEach, CancellationToken cancellationToken)
    {
        var peaks = (from peak in Peak.All
                     where peak.IsSupported
                     from count in threads
                     select (Peak: peak, Threads: count, Readings: new List<double>())).ToList();
        progress.Begin(Name, peaks.Count * Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (peak, count, readings) in peaks)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Read(peak.Kind, count, timeForEach / Rounds, readings);
                progress.Advance();
            }
        }

        return [.. peaks.Select(found => new PeakRecord(found.Peak, found.Threads, Sample.Of(found.Readings)))];
    }

    private void Read(PeakKind kind, int threads, TimeSpan time, List<double> readings)
    {
        // The first reading pays for the compiler, the pages and the clock's climb.
        gauge.Read(kind, threads);
        var start = Stopwatch.GetTimestamp();
        do
        {
            readings.Add(gauge.Read(kind, threads));
        }
        while (Stopwatch.GetElapsedTime(start) < time);
    }
}
