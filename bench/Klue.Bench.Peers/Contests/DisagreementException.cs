namespace Klue.Bench.Peers.Contests;

/// <summary>An engine computes something else than Klue, so that a comparison of their speed would say nothing.</summary>
internal sealed class DisagreementException(string message) : Exception(message);
