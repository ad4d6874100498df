namespace Klue.Bench.Timing;

/// <summary>How near something came to a peak.</summary>
/// <param name="Peak">The peak's name.</param>
/// <param name="PeakRate">The peak's median in the course of the measurement, in operations or bytes a second.</param>
/// <param name="Value">The fraction, 0 to 1: each run against the peak just before and just after it, and of these the median.</param>
internal sealed record Share(string Peak, double PeakRate, double Value);
