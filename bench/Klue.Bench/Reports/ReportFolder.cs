using Klue.Bench.Peaks;
using Klue.Bench.Pictures;
using Klue.Bench.Results;
using Klue.Bench.Timing;
using Klue.IO;

namespace Klue.Bench.Reports;

/// <summary>Writes a report: JSON, a TSV for each section, pictures, and the page that shows them.</summary>
internal static class ReportFolder
{
    /// <summary>The page's name: the one that code hosts show with the folder.</summary>
    public const string Page = "README.md";

    /// <summary>The JSON's name.</summary>
    public const string Json = "report.json";

    /// <summary>Writes all files, which may exist, into a folder, which need not.</summary>
    /// <exception cref="FileAccessException">Something cannot be written.</exception>
    public static void Write(string folder, BenchReport report, IReadOnlyList<PeerTable> peers)
    {
        Create(folder);
        Write(Json, ReportFile.Write(report));
        Write($"{PeakSurvey.Name}.tsv", new Table<PeakRecord>(PeakColumns.All, report.Peaks).ToTsv());
        foreach (var section in report.Sections)
        {
            Write($"{section.Name}.tsv", new Table<Measurement>(SectionKind.Of(section.Name).Columns, section.Measurements).ToTsv());
        }

        IReadOnlyList<Picture> pictures =
        [
            .. ModelPictures.Of(report), .. PeerPictures.Of(peers), .. RooflinePictures.Of(report),
            .. GemmPictures.Of(report), .. OpsPicture.Of(report),
        ];
        foreach (var picture in pictures)
        {
            Write(FileName(picture), picture.ToSvg());
        }

        Write(Page, new ReportPage(report, peers, pictures).ToString());

        void Write(string name, string text) => AtomicFile.WriteAllText(Path.Combine(folder, name), text);
    }

    /// <summary>Makes the folder where there is none, so that a run of minutes does not end with an error about it.</summary>
    /// <exception cref="CommandLine.UsageException">It cannot be made.</exception>
    public static void Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandLine.UsageException($"--out '{folder}' cannot be made: {exception.Message}", exception);
        }
    }

    /// <summary>The name of a picture's file.</summary>
    public static string FileName(Picture picture) => $"{picture.Name}.svg";
}
