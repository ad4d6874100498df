namespace Klue.Kernels;

/// <summary>
/// Which tiers' code really ran on the calling thread, for tests that force a tier. The kernels of a tier record it
/// themselves, once a call or chunk; what workers do for the caller is recorded on their threads.
/// </summary>
public static class TierTrace
{
    [ThreadStatic]
    private static int _ran;

    /// <summary>Whether code of <paramref name="tier"/> has run on this thread since <see cref="Clear"/>.</summary>
    public static bool Ran(SimdTier tier) => (_ran & (1 << (int)tier)) != 0;

    /// <summary>Forgets what ran on this thread.</summary>
    public static void Clear() => _ran = 0;

    internal static void Record(SimdTier tier) => _ran |= 1 << (int)tier;
}
