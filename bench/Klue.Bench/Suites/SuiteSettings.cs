using Klue.Kernels;

namespace Klue.Bench.Suites;

/// <summary>What all suites take from the command line.</summary>
/// <param name="Threads">The numbers of threads to measure with.</param>
/// <param name="Tier">The instruction set.</param>
internal sealed record SuiteSettings(IReadOnlyList<int> Threads, SimdTier Tier)
{
    /// <summary>The instruction set's name.</summary>
    public string TierName => KernelInfo.Name(Tier);

    /// <summary>How kernels run on so many threads.</summary>
    public KernelOptions Kernels(int threads) => new() { Tier = Tier, MaxDegreeOfParallelism = threads };
}
