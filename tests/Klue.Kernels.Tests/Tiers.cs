namespace Klue.Kernels.Tests;

/// <summary>The tiers as theory data, and options that force one.</summary>
internal static class Tiers
{
    public static TheoryData<SimdTier> All => [.. Enum.GetValues<SimdTier>()];

    public static IEnumerable<SimdTier> Supported => Enum.GetValues<SimdTier>().Where(KernelInfo.IsSupported);

    /// <summary>Options for <paramref name="tier"/>; skips the running test on a machine without it.</summary>
    public static KernelOptions Force(SimdTier tier, int threads = 1)
    {
        Assert.SkipUnless(KernelInfo.IsSupported(tier), $"This machine has no {tier}.");
        return new KernelOptions { Tier = tier, MaxDegreeOfParallelism = threads };
    }

    /// <summary>Runs on one thread, and holds that the forced tier's code ran and no other's.</summary>
    public static void Run(SimdTier tier, Action<KernelOptions> action)
    {
        var options = Force(tier);
        TierTrace.Clear();
        action(options);
        Assert.Equal([tier], Enum.GetValues<SimdTier>().Where(TierTrace.Ran));
    }
}
