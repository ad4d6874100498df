using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Contests;

/// <summary>How a contestant came out.</summary>
/// <param name="Found">Its own times.</param>
/// <param name="Ratio">Its times over Klue's, pair by pair: above 1, Klue is faster. Null for Klue itself.</param>
/// <param name="Remarks">What the comparison of its results with Klue's found; empty for Klue itself.</param>
internal sealed record Standing(Measurement Found, Sample? Ratio, IReadOnlyList<Label> Remarks);
