using System.Text.Json;
using System.Text.Json.Serialization;
using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Reports;

/// <summary>A report as JSON.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new LabelsConverter(), new PeakConverter() },
    };

    /// <summary>The file's text.</summary>
    public static string Write(BenchReport report) => JsonSerializer.Serialize(report, Options).ReplaceLineEndings("\n") + "\n";

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">It cannot be read, is no report, or one of another version.</exception>
    public static BenchReport Read(string path)
    {
        var text = InputText.Read("report", path);
        try
        {
            var report = JsonSerializer.Deserialize<BenchReport>(text, Options)
                ?? throw new UsageException($"report '{path}': expected an object, found null.");
            return report switch
            {
                { Version: not BenchReport.CurrentVersion } =>
                    throw new UsageException($"report '{path}' has version {report.Version}; expected {BenchReport.CurrentVersion}."),
                _ when report.Sections.FirstOrDefault(section => !SectionKind.All.Any(kind => kind.Name == section.Name)) is { } unknown =>
                    throw new UsageException($"report '{path}' has a section '{unknown.Name}'; expected {string.Join(", ", SectionKind.All.Select(kind => kind.Name))}."),
                _ => report,
            };
        }
        catch (JsonException exception)
        {
            throw new UsageException($"report '{path}' is no report of klue-bench: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
