using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Klue.Kernels;

/// <summary>The machine's vector registers, by whose number tiles are cut; a constant to the compiler.</summary>
internal static class VectorRegisters
{
    /// <summary>32 on Arm64, and on x64 where AVX-512's encodings reach the upper ones at every width; otherwise 16.</summary>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AreFew ? 16 : 32;
    }

    /// <summary>Whether there are 16.</summary>
    public static bool AreFew
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Avx512F.VL.IsSupported && !AdvSimd.Arm64.IsSupported;
    }
}
