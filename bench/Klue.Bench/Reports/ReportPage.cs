using System.Globalization;
using System.Text;
using Klue.Bench.Peaks;
using Klue.Bench.Pictures;
using Klue.Bench.Results;
using Klue.Bench.Timing;

namespace Klue.Bench.Reports;

/// <summary>The page of a report, in Markdown.</summary>
internal sealed class ReportPage
{
    private const double Gigabyte = 1 << 30;
    private const double Megabyte = 1 << 20;
    private const double Kilobyte = 1 << 10;

    private readonly BenchReport _report;
    private readonly IReadOnlyList<PeerTable> _peers;
    private readonly IReadOnlyList<Picture> _pictures;
    private readonly StringBuilder _page = new();

    public ReportPage(BenchReport report, IReadOnlyList<PeerTable> peers, IReadOnlyList<Picture> pictures)
    {
        (_report, _peers, _pictures) = (report, peers, pictures);
        WriteHead();
        foreach (var section in report.Sections.Where(section => section.Measurements.Count > 0))
        {
            WriteSection(SectionKind.Of(section.Name), section.Measurements);
            if (section.Name == SectionKind.Model)
            {
                WritePeers();
                WriteRooflines();
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _page.ToString();

    private void WriteHead()
    {
        var machine = _report.Machine;
        Line("# Performance");
        Line();
        Line("Made by");
        Line();
        Line("```sh");
        Line(_report.Command);
        Line("```");
        Line();
        Line("| | |");
        Line("| --- | --- |");
        Line($"| processor | {machine.Processor}, {machine.Processors} logical processors |");
        Line($"| caches | {Size(machine.Caches.Private)} for each core, {Size(machine.Caches.Shared)} shared |");
        Line($"| memory | {machine.Memory / Gigabyte:0.0} GiB |");
        Line($"| free memory | {machine.FreeMemory} |");
        Line($"| pages of 2 MiB | {machine.HugePages} |");
        Line($"| system | {machine.OperatingSystem}, {machine.Runtime} |");
        Line($"| instruction set | **{_report.InstructionSet}** (best of this machine: {machine.BestInstructionSet}; "
            + $"multiply-adds {(machine.FusedMultiplyAdd ? "fused" : "not fused")}) |");
        Line($"| time | {_report.Time:yyyy-MM-dd HH:mm} UTC |");
        Line();
        Line("Times are medians, with the tenth and the ninetieth percentile beside them. Cases take turns, round after round. A share is the rate "
            + "of a run over the best reading of the peak within five seconds of it, taken by this process on as many threads; a share a little above "
            + "1 means that the machine ran faster for a moment than at any reading. Numbers of one machine at one time: only ratios within "
            + "this page mean something elsewhere.");
        Line();
        Line("## What the machine can do");
        Line();
        Line("Multiply-adds from registers, 8-bit integer multiply-adds, reading from each level of memory; rates of all threads together. "
            + "What disturbs a reading can only lower it: the peak is `max`.");
        Line();
        _page.Append(new Table<PeakRecord>(PeakColumns.All, _report.Peaks).ToMarkdown());
        Line();
    }

    private void WriteSection(SectionKind kind, IReadOnlyList<Measurement> measurements)
    {
        Line($"## {kind.Title}");
        Line();
        Line(kind.Text);
        Line();
        WritePictures(picture => picture.Name.TrimEnd([.. "-0123456789"]) == kind.Name || (kind.Name == SectionKind.Model && picture.Name == ModelPictures.Scaling));
        if (kind.Name is SectionKind.Gemm or SectionKind.ColdGemm)
        {
            _page.Append(new GemmGrid(measurements).ToMarkdown());
        }
        else
        {
            _page.Append(new Table<Measurement>(kind.Columns, measurements).ToMarkdown());
        }

        Line();
        Line($"All columns: [{kind.Name}.tsv]({kind.Name}.tsv).");
        Line();
    }

    private void WritePeers()
    {
        if (_peers.Count == 0)
        {
            return;
        }

        Line("## Beside other engines");
        Line();
        Line("From Klue.Bench.Peers, which times all engines in turn in one run: the same weights, token ids and texts, results compared "
            + "before they are timed. Each number is an engine's time over Klue's.");
        Line();
        foreach (var peers in _peers)
        {
            Line($"### {peers.Name}");
            Line();
            WritePictures(picture => picture.Name.StartsWith(PeerPictures.NameOf(peers), StringComparison.Ordinal));
            _page.Append(new PeerGrid(peers).ToMarkdown());
            Line();
        }
    }

    private void WriteRooflines()
    {
        Line("## Roofline");
        Line();
        Line("What the arithmetic units and the memory allow, and where the kernels are below it.");
        Line();
        WritePictures(picture => picture.Name.StartsWith(RooflinePictures.Name, StringComparison.Ordinal));
    }

    private void WritePictures(Func<Picture, bool> belongs)
    {
        foreach (var picture in _pictures.Where(belongs))
        {
            Line($"![{picture.Caption}]({ReportFolder.FileName(picture)})");
            Line();
        }
    }

    private static string Size(long bytes) => bytes == 0
        ? "unknown"
        : bytes < Megabyte ? string.Create(CultureInfo.InvariantCulture, $"{bytes / Kilobyte:0} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Megabyte:0.#} MiB");

    private void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    private void Line(string text = "") => _page.Append(text).Append('\n');
}
