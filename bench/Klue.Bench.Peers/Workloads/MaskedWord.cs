namespace Klue.Bench.Peers.Workloads;

/// <summary>[MASK] of klue/bert-base.</summary>
internal static class MaskedWord
{
    public const int Id = 4;
}
