using Klue.Bench.Peaks;
using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Contests;

/// <summary>What all contests take from the command line.</summary>
internal sealed record ContestSettings(
    IReadOnlyList<int> Threads, TimingPlan Plan, PeakGauge Gauge, IBenchProgress Progress, CancellationToken CancellationToken);
