using System.Runtime.InteropServices;

namespace Klue.Kernels;

/// <summary>Where <see cref="NativeBuffer{T}"/> takes its memory. Tests put guard pages around it.</summary>
internal static unsafe class AlignedMemory
{
    /// <summary>The boundary that every allocation lies on, in bytes: one cache line and one 512-bit vector.</summary>
    public const int Alignment = 64;

    /// <summary>Gives so many bytes on the boundary, all zero.</summary>
    public static delegate*<nuint, void*> Allocate { get; set; } = &AllocateZeroed;

    /// <summary>Takes them back.</summary>
    public static delegate*<void*, void> Free { get; set; } = &FreeZeroed;

    // Not the runtime's own aligned allocation: that must be cleared by hand, which touches every page of weights
    // that a loader is about to write anyway. Fresh pages of the system are zero already.
    private static void* AllocateZeroed(nuint bytes)
    {
        var start = (byte*)NativeMemory.AllocZeroed(checked(bytes + Alignment + (nuint)sizeof(void*)));
        var aligned = (byte*)(((nuint)start + (nuint)sizeof(void*) + Alignment - 1) / Alignment * Alignment);
        ((void**)aligned)[-1] = start;
        return aligned;
    }

    private static void FreeZeroed(void* aligned) => NativeMemory.Free(((void**)aligned)[-1]);
}
