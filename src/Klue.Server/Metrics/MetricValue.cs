namespace Klue.Server.Metrics;

/// <summary>What was measured under one set of tags.</summary>
internal sealed class MetricValue(int buckets)
{
    /// <summary>A counter's total, a gauge's value, a histogram's sum.</summary>
    public double Sum { get; set; }

    /// <summary>How many values a histogram has seen.</summary>
    public long Count { get; set; }

    /// <summary>How many of them were not above each bound.</summary>
    public long[] Buckets { get; } = new long[buckets];
}
