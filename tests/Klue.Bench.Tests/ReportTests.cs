using System.Text.RegularExpressions;
using System.Xml.Linq;
using Klue.Bench.Reports;
using Klue.Tests;

namespace Klue.Bench.Tests;

/// <summary>The files of a report, written from given measurements.</summary>
public sealed partial class ReportTests
{
    private const string Peers =
        "engine\tthreads\tbatch\tseq\tmedian_ms\tratio\tmin_ms\n" +
        "klue\t1\t1\t16\t10\t\t9\n" +
        "other\t1\t1\t16\t20\t2.1\t19\n" +
        "klue\t1\t32\tmixed\t100\t\t99\n" +
        "other\t1\t32\tmixed1\t150\t\t140\n";

    [Fact]
    public void The_JSON_keeps_everything()
    {
        using var folder = new TemporaryFolder();
        var text = ReportFile.Write(SampleReport.Create());
        Assert.Equal(text, ReportFile.Write(ReportFile.Read(folder.Write("report.json", text))));
        Assert.Contains("\"peak\": \"fma256\"", text);
        Assert.Contains("\"m\": \"8\"", text);
    }

    [Theory]
    [InlineData("", "report.json")]
    [InlineData("{", "no report")]
    [InlineData("null", "null")]
    [InlineData("[]", "no report")]
    [InlineData("{\"version\": 1}", "required")]
    public void What_is_no_report_is_refused(string text, string word)
    {
        using var folder = new TemporaryFolder();
        BenchRun.Of("report", "--out", folder.File("out"), "--from", folder.Write("report.json", text)).WasRefused("report.json", word);
    }

    [Fact]
    public void A_report_that_lies_is_refused()
    {
        using var folder = new TemporaryFolder();
        var text = ReportFile.Write(SampleReport.Create());
        Refuse(text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal), "version 2");
        Refuse(text.Replace("\"peak\": \"fma256\",", "\"peak\": \"fma257\",", StringComparison.Ordinal), "fma257");
        Refuse(text.Replace("\"name\": \"gemm\"", "\"name\": \"gemma\"", StringComparison.Ordinal), "gemma");
        Refuse(text.Replace("\"median\"", "\"medium\"", StringComparison.Ordinal), "medium");

        void Refuse(string lie, string word)
        {
            Assert.NotEqual(text, lie);
            BenchRun.Of("report", "--out", folder.File("out"), "--from", folder.Write("report.json", lie)).WasRefused("report.json", word);
        }
    }

    [Fact]
    public void The_page_shows_every_picture_and_table()
    {
        using var folder = new TemporaryFolder();
        var from = folder.Write("report.json", ReportFile.Write(SampleReport.Create()));
        BenchRun.Of("report", "--out", folder.File("out"), "--from", from, "--peers", folder.Write("model.tsv", Peers)).Succeeded();

        var page = File.ReadAllText(folder.File("out/README.md"));
        var files = Directory.EnumerateFiles(folder.File("out")).Select(Path.GetFileName).ToHashSet();
        var links = Links().Matches(page).Select(link => link.Groups[1].Value).ToList();
        Assert.Subset(files!, links.ToHashSet());
        Assert.Equal(files.Where(file => file!.EndsWith(".svg", StringComparison.Ordinal)).Order(), links.Where(link => link.EndsWith(".svg", StringComparison.Ordinal)).Order());
        Assert.Equal(
            ["gemm-1.svg", "gemm-2.svg", "gemm_cold-1.svg", "gemm_cold-2.svg", "model.svg", "ops.svg", "peers-model-1.svg", "roofline-1.svg", "roofline-2.svg", "scaling.svg"],
            files.Where(file => file!.EndsWith(".svg", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("A processor", page);
        Assert.Contains("**avx2**", page);
        Assert.Contains("| 1 | other | 2.10 |  | 1.50 |", page);
        Assert.All(SectionKind.All, kind => Assert.Contains($"## {kind.Title}", page));
        Assert.All(SectionKind.All, kind => Assert.Contains($"{kind.Name}.tsv", files));
    }

    [Fact]
    public void Pictures_are_SVG_with_a_title_and_units()
    {
        using var folder = new TemporaryFolder();
        ReportFolder.Write(folder.FullName, SampleReport.Create(), []);
        Assert.All(Directory.EnumerateFiles(folder.FullName, "*.svg"), file =>
        {
            XNamespace svg = "http://www.w3.org/2000/svg";
            var texts = XDocument.Load(file).Descendants(svg + "text").Select(text => text.Value).ToList();
            Assert.True(texts.Count > 5, file);
            Assert.Contains(texts, text => text.Contains("share", StringComparison.Ordinal) || text.Contains("ns per element", StringComparison.Ordinal)
                || text.Contains("GFLOP/s", StringComparison.Ordinal) || text.Contains("times as fast", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_report_without_measurements_is_a_page_without_pictures()
    {
        using var folder = new TemporaryFolder();
        ReportFolder.Write(folder.FullName, SampleReport.Create() with { Peaks = [], Sections = [] }, []);
        Assert.Empty(Directory.EnumerateFiles(folder.FullName, "*.svg"));
    }

    [Theory]
    [InlineData("engine\tthreads\tbatch\tseq\nklue\t1\t1\t16\n", "median_ms")]
    [InlineData("threads\tmedian_ms\n1\t16\n", "engine")]
    [InlineData("engine\tthreads\tbatch\tseq\tmedian_ms\nother\t1\t1\t16\t20\n", "'klue'")]
    [InlineData("engine\tthreads\tbatch\tseq\tmedian_ms\nklue\t1\t1\t16\t0\n", "line 2")]
    [InlineData("engine\tthreads\tbatch\tseq\tmedian_ms\nklue\tone\t1\t16\t20\n", "'one'")]
    [InlineData("engine\tthreads\tbatch\tseq\tmedian_ms\nklue\t1\t1\t16\n", "found 4")]
    public void Peers_that_lie_are_refused(string text, string word)
    {
        using var folder = new TemporaryFolder();
        BenchRun.Of("report", "--out", folder.File("out"), "--peers", folder.Write("peers.tsv", text)).WasRefused("peers.tsv", word);
    }

    [Fact]
    public void Peers_may_have_done_something_else_than_batches()
    {
        using var folder = new TemporaryFolder();
        var from = folder.Write("report.json", ReportFile.Write(SampleReport.Create()));
        var tokenizer = folder.Write("tokenizer.tsv", "engine\tthreads\ttexts\tmedian_ms\nklue\t1\tnews\t2\nother\t1\tnews\t9\n");
        var start = folder.Write("start.tsv", "engine\tthreads\tinput\tmedian_ms\nklue\t2\ttext\t400\nother\t2\ttext\t1000\n");
        BenchRun.Of("report", "--out", folder.File("out"), "--from", from, "--peers", tokenizer, "--peers", start).Succeeded();
        var page = File.ReadAllText(folder.File("out/README.md"));
        Assert.Contains("### tokenizer\n\n![tokenizer: time of other engines over Klue's, 1 thread.](peers-tokenizer-1.svg)\n\n| threads | engine | news |", page);
        Assert.Contains("| 2 | other | 2.50 |", page);
        BenchRun.Of("report", "--out", folder.File("out"), "--from", from, "--peers", start, "--peers", start).WasRefused("'start'");
    }

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Links();
}
