namespace Klue.Bench.Peaks;

/// <summary>What this machine can do at most, of one kind of work.</summary>
internal enum PeakKind
{
    /// <summary>512-bit float32 multiply-adds.</summary>
    Fma512,

    /// <summary>256-bit float32 multiply-adds.</summary>
    Fma256,

    /// <summary>128-bit float32 multiply-adds.</summary>
    Fma128,

    /// <summary>Float32 multiply-adds one at a time.</summary>
    FmaScalar,

    /// <summary>512-bit multiply-adds of 8-bit integers.</summary>
    Integer512,

    /// <summary>256-bit multiply-adds of 8-bit integers.</summary>
    Integer256,

    /// <summary>Reading what lies in a core's own second-level cache.</summary>
    CoreCacheRead,

    /// <summary>Reading what lies in the last-level cache.</summary>
    CacheRead,

    /// <summary>Reading what lies in memory.</summary>
    MemoryRead,
}
