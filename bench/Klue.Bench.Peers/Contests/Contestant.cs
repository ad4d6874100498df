using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Contests;

/// <summary>One of those who do the same work in turn.</summary>
/// <param name="Case">What is timed.</param>
/// <param name="Remarks">What the comparison of its results with Klue's found; empty for Klue itself.</param>
internal sealed record Contestant(BenchCase Case, IReadOnlyList<Label> Remarks);
