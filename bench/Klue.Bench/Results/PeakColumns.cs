using Klue.Bench.Peaks;

namespace Klue.Bench.Results;

/// <summary>What is shown of a peak.</summary>
internal static class PeakColumns
{
    private const double Giga = 1e9;

    public static IReadOnlyList<Column<PeakRecord>> All { get; } =
    [
        new("peak", found => found.Peak.Name),
        new("threads", "0", found => found.Threads),
        new("unit", found => found.Peak.Unit),
        new("median", "0.0", found => found.Rates.Median / Giga),
        new("p10", "0.0", found => found.Rates.P10 / Giga),
        new("p90", "0.0", found => found.Rates.P90 / Giga),
        new("max", "0.0", found => found.Rates.Max / Giga),
        new("runs", "0", found => found.Rates.Count),
    ];
}
