namespace Klue.Kernels.Tests;

public class KernelInfoTests
{
    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Names_are_read_back(SimdTier tier)
    {
        Assert.Equal(tier, KernelInfo.Parse(KernelInfo.Name(tier)));
        Assert.Equal(tier, KernelInfo.Parse(KernelInfo.Name(tier).ToUpperInvariant()));
    }

    [Fact]
    public void The_best_tier_is_supported_and_so_is_scalar()
    {
        Assert.True(KernelInfo.IsSupported(KernelInfo.Best));
        Assert.True(KernelInfo.IsSupported(SimdTier.Scalar));
        Assert.True(KernelInfo.IsSupported(KernelInfo.Active));
        Assert.False(KernelInfo.IsSupported((SimdTier)99));
    }

    [Fact]
    public void KLUE_ISA_chooses_the_tier_and_nonsense_is_named()
    {
        Assert.Equal(KernelInfo.Best, KernelInfo.Resolve(null));
        Assert.Equal(KernelInfo.Best, KernelInfo.Resolve(""));
        Assert.Equal(SimdTier.Scalar, KernelInfo.Resolve("Scalar"));
        Assert.Contains("KLUE_ISA='sse9'", Assert.Throws<ArgumentException>(() => KernelInfo.Resolve("sse9")).Message);
        Assert.Contains("'sse9'", Assert.Throws<ArgumentException>(() => KernelInfo.Parse("sse9")).Message);
    }

    [Fact]
    public void A_tier_this_machine_lacks_is_refused_by_name()
    {
        var lacking = (SimdTier)99;
        foreach (var tier in Enum.GetValues<SimdTier>().Where(tier => !KernelInfo.IsSupported(tier)))
        {
            lacking = tier;
            var error = Assert.Throws<PlatformNotSupportedException>(() => KernelInfo.Resolve(KernelInfo.Name(tier)));
            Assert.Contains(KernelInfo.Name(tier), error.Message);
        }

        var refusal = Assert.Throws<PlatformNotSupportedException>(() => new KernelOptions { Tier = lacking });
        Assert.Contains($"'{lacking}'", refusal.Message);
    }

    [Fact]
    public void No_threads_at_all_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new KernelOptions { MaxDegreeOfParallelism = 0 });
        Assert.Equal(Environment.ProcessorCount, KernelOptions.Default.MaxDegreeOfParallelism);
        Assert.Equal(KernelInfo.Active, KernelOptions.Default.Tier);
    }

    [Fact]
    public void Multiply_adds_round_once_where_the_machine_says_so() =>
        Assert.Equal(
            KernelInfo.FusedMultiplyAdd,
            float.MultiplyAddEstimate(1.0000001f, 1.0000001f, -1.0000002f) != 0f);
}
