using Klue.Bench.Timing;

namespace Klue.Bench.Peaks;

/// <summary>What was read of a peak.</summary>
/// <param name="Peak">Which one.</param>
/// <param name="Threads">Threads at once.</param>
/// <param name="Rates">Operations or bytes a second.</param>
internal sealed record PeakRecord(Peak Peak, int Threads, Sample Rates);
