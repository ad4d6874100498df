using System.Diagnostics;
using Klue.Bench.Peaks;

namespace Klue.Bench.Timing;

/// <summary>Times one case in several turns. Before and after each turn it takes a reading of the case's peaks.</summary>
internal sealed class CaseTimer
{
    // Faster runs are timed several together: the clock ticks every few dozen nanoseconds and takes as long to be read.
    private const double ShortestTiming = 100e-6;

    // The runtime compiles again, and better, what has been called often, a tenth of a second after it noticed.
    private static readonly TimeSpan LeastWarmUp = TimeSpan.FromMilliseconds(250);
    private const int LeastWarmUpRuns = 2;

    // What a run uses up, it uses up only so often before it is made ready again: x/2 a hundred times over is subnormal.
    private const int MostRunsOnceReady = 64;

    // A turn begins with what the last one left in the caches; for a run as long as this that makes no difference.
    private const double LongRun = 0.25;

    private readonly BenchCase _case;
    private readonly PeakTrace? _compute;
    private readonly PeakTrace? _read;
    private readonly List<double> _seconds = [];
    private double _lastRun;
    private int _runsPerTiming = 1;

    public CaseTimer(BenchCase benchCase, PeakGauge gauge)
    {
        _case = benchCase;
        _compute = Trace(benchCase.ComputePeak);
        _read = Trace(benchCase.ReadPeak);

        PeakTrace? Trace(PeakKind? kind) => kind is { } known ? new PeakTrace(gauge, known, benchCase.Threads) : null;
    }

    /// <summary>Runs the case until it runs as fast as it will.</summary>
    public void WarmUp()
    {
        var start = Stopwatch.GetTimestamp();
        for (var run = 0; run < LeastWarmUpRuns || Stopwatch.GetElapsedTime(start) < LeastWarmUp; run++)
        {
            _lastRun = Time(1);
        }

        _runsPerTiming = (int)Math.Clamp(Math.Ceiling(ShortestTiming / _lastRun), 1, _case.MakeReady is null ? int.MaxValue : MostRunsOnceReady);
    }

    /// <summary>Takes a turn of about so long, at least one run, and returns the seconds of its runs.</summary>
    public IReadOnlyList<double> TakeTurn(TimeSpan duration)
    {
        _compute?.Begin();
        _read?.Begin();
        if (_lastRun < LongRun)
        {
            Time(1);
        }

        var first = _seconds.Count;
        var start = Stopwatch.GetTimestamp();
        do
        {
            _lastRun = Time(_runsPerTiming) / _runsPerTiming;
            _seconds.Add(_lastRun);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds + (_lastRun * _runsPerTiming) <= duration.TotalSeconds);

        var turn = _seconds[first..];
        _read?.Finish(turn.Select(seconds => _case.Work.Bytes / seconds));
        _compute?.Finish(turn.Select(seconds => _case.Work.Operations / seconds));
        return turn;
    }

    /// <summary>What all turns together have found.</summary>
    public Measurement Finish() => new()
    {
        Suite = _case.Suite,
        Labels = _case.Labels,
        Threads = _case.Threads,
        Work = _case.Work,
        Seconds = Sample.Of(_seconds),
        Compute = _compute?.Share,
        Read = _read?.Share,
    };

    // Not as a TimeSpan, which counts tenths of microseconds.
    private double Time(int runs)
    {
        _case.MakeReady?.Invoke();
        var start = Stopwatch.GetTimestamp();
        for (var run = 0; run < runs; run++)
        {
            _case.Run();
        }

        return (double)(Stopwatch.GetTimestamp() - start) / Stopwatch.Frequency;
    }
}
