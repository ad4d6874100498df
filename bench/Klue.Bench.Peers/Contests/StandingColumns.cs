using Klue.Bench.Results;
using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Contests;

/// <summary>The columns of a contest's table.</summary>
internal static class StandingColumns
{
    public static Column<Standing> Ratio { get; } = new("ratio", "0.000", standing => standing.Ratio?.Median);

    public static Column<Standing> RatioP10 { get; } = new("ratio_p10", "0.000", standing => standing.Ratio?.P10);

    public static Column<Standing> RatioP90 { get; } = new("ratio_p90", "0.000", standing => standing.Ratio?.P90);

    public static Column<Standing> MaxDifference { get; } = new("max_difference", "0.0e-0", standing => standing.Agreement?.MaxDifference);

    public static Column<Standing> MinCosine { get; } = new("min_cosine", "0.000000", standing => standing.Agreement?.MinCosine);

    /// <summary>What is shown where an engine need not compute every token, so that operations do not compare.</summary>
    public static IReadOnlyList<Column<Standing>> OfTexts { get; } =
    [
        Of(MeasurementColumns.Label("engine")), Of(MeasurementColumns.Threads),
        Of(MeasurementColumns.Label("batch")), Of(MeasurementColumns.Label("seq")), Of(MeasurementColumns.MedianMilliseconds),
        Ratio, RatioP10, RatioP90, Of(MeasurementColumns.MinMilliseconds), Of(MeasurementColumns.Runs), MaxDifference, MinCosine,
    ];

    /// <summary>A column of klue-bench.</summary>
    public static Column<Standing> Of(Column<Measurement> column) => new(column.Name, standing => column.TextOf(standing.Found));
}
