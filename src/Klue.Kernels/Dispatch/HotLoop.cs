using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>How methods with the innermost loops are compiled.</summary>
internal static class HotLoop
{
    /// <summary>
    /// In full the first time, and never into a caller: one that the JIT compiles again, having run often, would take the loop in and
    /// have little left of what it may inline, and then the work on every vector stays a call. LayerNorm with AVX2 took twelve
    /// times as long for that, after some thousand calls.
    /// </summary>
    public const MethodImplOptions Compiled = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
