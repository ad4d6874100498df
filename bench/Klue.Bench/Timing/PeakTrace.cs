using Klue.Bench.Peaks;

namespace Klue.Bench.Timing;

/// <summary>A peak in the course of a measurement, and what the runs in between reached of it.</summary>
internal sealed class PeakTrace(PeakGauge gauge, PeakKind kind, int threads)
{
    private readonly List<double> _readings = [];
    private readonly List<double> _shares = [];

    public Share Share => new(Peak.Of(kind).Name, Sample.Of(_readings).Median, Sample.Of(_shares).Median);

    /// <summary>Takes the reading before a turn.</summary>
    public void Read() => _readings.Add(gauge.Read(kind, threads));

    /// <summary>Takes the reading after a turn and holds the turn's rates against the mean of the two.</summary>
    public void Finish(IEnumerable<double> rates)
    {
        Read();
        var peak = (_readings[^1] + _readings[^2]) / 2;
        _shares.AddRange(rates.Select(rate => rate / peak));
    }
}
