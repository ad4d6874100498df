using Klue.Bench.Reports;
using Klue.Bench.Results;
using Klue.Bench.Suites;
using Klue.Bench.Timing;

namespace Klue.Bench.Tests;

/// <summary>The form of what is printed.</summary>
public sealed class TableTests
{
    [Fact]
    public void The_models_rows_have_the_columns_that_other_harnesses_have()
    {
        var table = new Table<Measurement>(ModelSuite.Shown, SampleReport.Create().Of(SectionKind.Model));
        Assert.Equal(
            "engine\tthreads\tbatch\tseq\tmedian_ms\ttokens_per_s\tgflops\tshare_of_peak\tmin_ms\truns\n" +
            "klue\t1\t1\t16\t10.000\t800\t50.0\t0.500\t9.800\t100\n" +
            "klue\t2\t1\t16\t5.000\t1600\t50.0\t0.500\t4.900\t100\n",
            table.ToTsv());
    }

    [Fact]
    public void Every_section_has_rows_of_as_many_cells_as_names() => Assert.All(SectionKind.All, kind =>
    {
        var lines = new Table<Measurement>(kind.Columns, SampleReport.Create().Of(kind.Name)).ToTsv().Split('\n')[..^1];
        Assert.Equal(3, lines.Length);
        Assert.Single(lines.Select(line => line.Split('\t').Length).Distinct());
    });

    [Fact]
    public void What_was_not_measured_is_an_empty_cell()
    {
        var table = new Table<Measurement>([MeasurementColumns.Threads, MeasurementColumns.ShareOfPeak], [SampleReport.Measure(1, share: null)]);
        Assert.Equal("threads\tshare_of_peak\n1\t\n", table.ToTsv());
        Assert.Equal("| threads | share_of_peak |\n| --- | --- |\n| 1 |  |\n", table.ToMarkdown());
    }
}
