using System.Diagnostics;
using Klue.Bench.Peaks;
using Klue.Bench.Timing;

namespace Klue.Bench.Tests;

/// <summary>What becomes of readings and seconds; nothing is timed here.</summary>
public sealed class TimingTests
{
    [Fact]
    public void A_sample_knows_its_quantiles()
    {
        var sample = Sample.Of([4, 1, 3, 2, 5]);
        Assert.Equal(new Sample(3, 1.4, 4.6, 1, 5, 5), sample with { P10 = Math.Round(sample.P10, 12), P90 = Math.Round(sample.P90, 12) });
        Assert.Equal(new Sample(7, 7, 7, 7, 7, 1), Sample.Of([7]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Of([]));
    }

    [Fact]
    public void A_peak_is_the_best_reading_around_a_stretch_of_time()
    {
        var history = new PeakHistory();
        foreach (var (second, rate) in new[] { (0, 130.0), (10, 90.0), (12, 118.0), (14, 60.0), (30, 140.0) })
        {
            history.Add(second * Stopwatch.Frequency, rate);
        }

        double Best(int begin, int end) => history.Best(begin * Stopwatch.Frequency, end * Stopwatch.Frequency, TimeSpan.FromSeconds(5));

        // A reading that fell into a bad moment, at 14, does not make the runs beside it faster than the machine.
        Assert.Equal(118, Best(14, 15));
        Assert.Equal(130, Best(3, 4));
        Assert.Equal(140, Best(10, 25));
        Assert.Equal(0, Best(20, 21));
    }

    [Fact]
    public void Rates_are_work_over_the_median()
    {
        var found = SampleReport.Measure(seconds: 0.5) with { Work = new Work(1e9, 4e9, 100) };
        Assert.Equal((2e9, 8e9, 200), (found.OperationRate, found.ByteRate, found.ItemRate));
        Assert.Equal("8", found.LabelOf("m"));
        Assert.Equal("", found.LabelOf("none"));
    }

    [Fact]
    public void Data_is_held_against_the_memory_that_holds_it()
    {
        Assert.Equal(PeakKind.MemoryRead, Peak.OfReading(long.MaxValue, 1));
        Assert.All(Peak.All.Where(peak => peak.Kind == Peak.OfReading(1, 1)), peak => Assert.True(peak.IsSupported));
    }
}
