namespace Klue.Bench.Timing;

/// <summary>How near something came to a peak.</summary>
/// <param name="Peak">The peak's name.</param>
/// <param name="PeakRate">The peak in the course of the measurement, in operations or bytes a second.</param>
/// <param name="Value">The fraction, 0 to 1: each run against the best reading of the peak around it, and of these the median.</param>
internal sealed record Share(string Peak, double PeakRate, double Value);
