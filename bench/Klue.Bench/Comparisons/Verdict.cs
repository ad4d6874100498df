namespace Klue.Bench.Comparisons;

/// <summary>What became of a case.</summary>
internal enum Verdict
{
    /// <summary>No change beyond noise.</summary>
    Same,

    /// <summary>It takes less time, beyond noise.</summary>
    Faster,

    /// <summary>It takes more time, beyond noise.</summary>
    Slower,
}
