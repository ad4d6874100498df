namespace Klue.Kernels;

/// <summary>The instruction sets that the kernels are written for, from the narrowest to the widest.</summary>
public enum SimdTier
{
    /// <summary>One element at a time: the specification of every operation. Runs everywhere.</summary>
    Scalar,

    /// <summary>128-bit vectors of whatever the machine has: SSE, Arm NEON, WebAssembly.</summary>
    Vector128,

    /// <summary>256-bit vectors: x64 with AVX2 and FMA.</summary>
    Avx2,

    /// <summary>512-bit vectors: x64 with AVX-512 F, BW, CD, DQ and VL.</summary>
    Avx512,
}
