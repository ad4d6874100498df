using System.Diagnostics;
using Klue.Bench.Peaks;

namespace Klue.Bench.Timing;

/// <summary>
/// A peak in the course of a case's turns, and what the runs reached of it. A turn is held against the best reading
/// within a few seconds of it, and readings that disagree are taken again: on a machine that is shared, a reading that
/// fell into a bad moment would make the runs beside it look faster than the machine.
/// </summary>
internal sealed class PeakTrace(PeakGauge gauge, PeakKind kind, int threads)
{
    private const double Agreement = 0.98;
    private const int MostReadings = 4;
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(5);

    private readonly List<Turn> _turns = [];
    private long _begin;
    private double _before;

    /// <summary>The share of all turns so far. Later readings still count, so it is asked for when the run is over.</summary>
    public Share Share
    {
        get
        {
            var history = gauge.History(kind, threads);
            var peaks = _turns.Select(turn => history.Best(turn.Begin, turn.End, Reach)).ToList();
            var shares = _turns.Zip(peaks).SelectMany(pair => pair.First.Rates.Select(rate => rate / pair.Second));
            return new Share(Peak.Of(kind).Name, Sample.Of(peaks).Median, Sample.Of(shares).Median);
        }
    }

    /// <summary>Takes the reading before a turn.</summary>
    public void Begin()
    {
        _begin = Stopwatch.GetTimestamp();
        _before = gauge.Read(kind, threads);
    }

    /// <summary>Takes the reading after a turn, and again while it stays below the one before.</summary>
    public void Finish(IEnumerable<double> rates)
    {
        for (var reading = 0; reading < MostReadings && gauge.Read(kind, threads) < Agreement * _before; reading++)
        {
        }

        _turns.Add(new Turn(_begin, Stopwatch.GetTimestamp(), [.. rates]));
    }

    private sealed record Turn(long Begin, long End, double[] Rates);
}
