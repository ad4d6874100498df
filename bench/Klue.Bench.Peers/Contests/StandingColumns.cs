using Klue.Bench.Results;
using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Contests;

/// <summary>The columns of a contest's table.</summary>
internal static class StandingColumns
{
    /// <summary>Times over Klue's, pair by pair.</summary>
    public static IReadOnlyList<Column<Standing>> Ratios { get; } =
    [
        new("ratio", "0.000", standing => standing.Ratio?.Median),
        new("ratio_p10", "0.000", standing => standing.Ratio?.P10),
        new("ratio_p90", "0.000", standing => standing.Ratio?.P90),
    ];

    /// <summary>The columns that contests of encoders show of the comparison.</summary>
    public static IReadOnlyList<Column<Standing>> Agreements { get; } = [Remark(Agreement.MaxDifferenceLabel), Remark(Agreement.MinCosineLabel)];

    /// <summary>What is shown where an engine need not compute every token, so that operations do not compare.</summary>
    public static IReadOnlyList<Column<Standing>> OfTexts { get; } =
    [
        Of(MeasurementColumns.Label("engine")), Of(MeasurementColumns.Threads),
        Of(MeasurementColumns.Label("batch")), Of(MeasurementColumns.Label("seq")), Of(MeasurementColumns.MedianMilliseconds),
        .. Ratios, Of(MeasurementColumns.MinMilliseconds), Of(MeasurementColumns.Runs), .. Agreements,
    ];

    /// <summary>Something that the comparison of results found.</summary>
    public static Column<Standing> Remark(string name) =>
        new(name, standing => standing.Remarks.FirstOrDefault(remark => remark.Name == name).Value ?? "");

    /// <summary>A column of klue-bench.</summary>
    public static Column<Standing> Of(Column<Measurement> column) => new(column.Name, standing => column.TextOf(standing.Found));
}
