using Klue.Bench.Timing;

namespace Klue.Bench.Results;

/// <summary>The columns that several suites show.</summary>
internal static class MeasurementColumns
{
    private const double Micro = 1e6;
    private const double Milli = 1e3;
    private const double Mega = 1e6;
    private const double Giga = 1e9;

    public static Column<Measurement> Threads { get; } = new("threads", "0", found => found.Threads);

    public static Column<Measurement> MedianMilliseconds { get; } = new("median_ms", "0.000", found => found.Seconds.Median * Milli);

    public static Column<Measurement> P10Milliseconds { get; } = new("p10_ms", "0.000", found => found.Seconds.P10 * Milli);

    public static Column<Measurement> P90Milliseconds { get; } = new("p90_ms", "0.000", found => found.Seconds.P90 * Milli);

    public static Column<Measurement> MinMilliseconds { get; } = new("min_ms", "0.000", found => found.Seconds.Min * Milli);

    public static Column<Measurement> MedianMicroseconds { get; } = new("median_us", "0.00", found => found.Seconds.Median * Micro);

    public static Column<Measurement> P10Microseconds { get; } = new("p10_us", "0.00", found => found.Seconds.P10 * Micro);

    public static Column<Measurement> P90Microseconds { get; } = new("p90_us", "0.00", found => found.Seconds.P90 * Micro);

    public static Column<Measurement> Gflops { get; } = new("gflops", "0.0", found => found.OperationRate / Giga);

    public static Column<Measurement> GigabytesPerSecond { get; } = new("gbytes_per_s", "0.00", found => found.ByteRate / Giga);

    public static Column<Measurement> MegabytesPerSecond { get; } = new("mbytes_per_s", "0.0", found => found.ByteRate / Mega);

    public static Column<Measurement> NanosecondsPerItem { get; } = new("ns_per_element", "0.000", found => Giga / found.ItemRate);

    public static Column<Measurement> PeakMegabytes { get; } = new("peak_mb", "0", found => found.PeakMemory / Mega);

    public static Column<Measurement> TokensPerSecond { get; } = new("tokens_per_s", "0", found => found.ItemRate);

    public static Column<Measurement> ShareOfPeak { get; } = new("share_of_peak", "0.000", found => found.Compute?.Value);

    public static Column<Measurement> ShareOfRead { get; } = new("share_of_read", "0.000", found => found.Read?.Value);

    /// <summary>What the share of reading is a share of.</summary>
    public static Column<Measurement> ReadPeak { get; } = new("read_peak", found => found.Read?.Peak ?? "");

    public static Column<Measurement> Runs { get; } = new("runs", "0", found => found.Seconds.Count);

    /// <summary>A label of the case.</summary>
    public static Column<Measurement> Label(string name) => new(name, found => found.LabelOf(name));
}
