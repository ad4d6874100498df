using Klue.Bench.Comparisons;
using Klue.Bench.Reports;
using Klue.Bench.Timing;
using Klue.Tests;

namespace Klue.Bench.Tests;

/// <summary>What counts as slower and faster.</summary>
public sealed class CompareTests
{
    [Theory]
    [InlineData(1.00, nameof(Verdict.Same))]
    [InlineData(1.02, nameof(Verdict.Same))]
    [InlineData(1.04, nameof(Verdict.Slower))]
    [InlineData(0.98, nameof(Verdict.Same))]
    [InlineData(0.96, nameof(Verdict.Faster))]
    public void A_change_counts_beyond_noise(double ratio, string expected) =>
        Assert.Equal(expected, Change(SampleReport.Measure(1, share: null), SampleReport.Measure(ratio, share: null)).Verdict.ToString());

    [Fact]
    public void Runs_that_spread_far_hide_small_changes()
    {
        var change = Change(SampleReport.Measure(1, spread: 0.1, share: null), SampleReport.Measure(1.15, spread: 0.1, share: null));
        Assert.Equal(0.2, change.Noise, 12);
        Assert.Equal(Verdict.Same, change.Verdict);
    }

    [Fact]
    public void A_disturbance_that_leaves_the_fast_runs_as_they_were_is_no_change()
    {
        var (before, disturbed) = (SampleReport.Measure(1, share: null), SampleReport.Measure(1.3, share: null));
        Assert.Equal(Verdict.Slower, Change(before, disturbed).Verdict);
        Assert.Equal(Verdict.Same, Change(before, disturbed with { Seconds = disturbed.Seconds with { P10 = 1 } }).Verdict);
        Assert.Equal(1, Change(before, disturbed with { Seconds = disturbed.Seconds with { P10 = 0.9 } }).Ratio);
    }

    [Fact]
    public void A_machine_that_became_slower_is_no_change_of_the_code()
    {
        // Twice the time where the peak is half as high; then the same time where it is twice as high.
        Assert.Equal(Verdict.Same, Change(SampleReport.Measure(1), SampleReport.Measure(2, roof: 50e9)).Verdict);
        Assert.Equal(Verdict.Slower, Change(SampleReport.Measure(1), SampleReport.Measure(1, roof: 200e9)).Verdict);
    }

    [Fact]
    public void Shares_of_different_peaks_do_not_compare()
    {
        var other = SampleReport.Measure(1.5) with { Compute = new Share("fma512", 1e11, 0.5) };
        Assert.Equal(1.5, Change(SampleReport.Measure(1), other).Ratio, 12);
    }

    [Fact]
    public void Exit_code_1_tells_of_a_case_that_became_slower_than_the_threshold()
    {
        var (before, after) = (SampleReport.With(SampleReport.Measure(1)), SampleReport.With(SampleReport.Measure(1.1)));
        var slower = Compare(before, after);
        Assert.Equal(1, slower.ExitCode);
        Assert.Equal(["slower", "gemm", "isa=avx2 m=8 threads=1"], slower.Rows[1][..3]);
        Assert.Contains("of 1 cases 0 became faster and 1 slower, 1 of them by more than 5 %", slower.Error);
        Compare(before, after, "--threshold", "20").Succeeded();
        Compare(after, before).Succeeded();
        Assert.Equal("faster", Compare(after, before).Rows[1][0]);
    }

    [Fact]
    public void What_did_not_change_is_shown_when_asked_for()
    {
        var report = SampleReport.Create();
        Assert.Single(Compare(report, report).Succeeded().Rows);
        var rows = Compare(report, report, "--all", "--tsv").Succeeded().Rows;
        Assert.Equal(1 + (2 * SectionKind.All.Count), rows.Length);
        Assert.All(rows[1..], row => Assert.Equal("same", row[0]));
    }

    [Fact]
    public void Cases_of_one_report_alone_are_told_of()
    {
        var (one, both) = (SampleReport.Measure(1), SampleReport.With(SampleReport.Measure(1), SampleReport.Measure(1, m: "16")));
        Assert.Contains("only in the first: 1 cases, such as gemm isa=avx2 m=16 threads=1", Compare(both, SampleReport.With(one)).Succeeded().Error);
        Assert.Contains("only in the second: 1 cases", Compare(SampleReport.With(one), both).Succeeded().Error);
        Compare(SampleReport.With(one), SampleReport.With(SampleReport.Measure(1, m: "16"))).WasRefused("no case in common");
    }

    private static CaseChange Change(Measurement before, Measurement after) => new("gemm", before, after, LeastNoise: 0.03);

    private static BenchRun Compare(BenchReport before, BenchReport after, params string[] options)
    {
        using var folder = new TemporaryFolder();
        return BenchRun.Of(
        [
            "compare", folder.Write("before.json", ReportFile.Write(before)), folder.Write("after.json", ReportFile.Write(after)), .. options,
        ]);
    }
}
