using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Contests;

/// <summary>One of those who do the same work in turn.</summary>
/// <param name="Case">What is timed.</param>
/// <param name="Agreement">How its results compare with Klue's; null for Klue itself.</param>
internal sealed record Contestant(BenchCase Case, Agreement? Agreement);
