namespace Klue.Tests;

/// <summary>Sizes of long sweeps: in full with <c>KLUE_LONG=1</c>, otherwise one hundredth.</summary>
internal static class LongRun
{
    /// <summary>Whether <c>KLUE_LONG=1</c> asks for the full sweeps.</summary>
    public static bool Enabled => Environment.GetEnvironmentVariable("KLUE_LONG") == "1";

    /// <summary>The number of repetitions to run of a sweep of <paramref name="full"/>.</summary>
    public static long Count(long full) => Enabled ? full : Math.Max(1, full / 100);
}
