using System.Runtime.InteropServices;

namespace Klue.Kernels;

/// <summary>Where <see cref="NativeBuffer{T}"/> takes its memory. Tests put guard pages around it.</summary>
internal static unsafe class AlignedMemory
{
    /// <summary>The boundary that every allocation lies on, in bytes: one cache line and one 512-bit vector.</summary>
    public const int Alignment = 64;

    /// <summary>Gives so many bytes on the boundary.</summary>
    public static delegate*<nuint, void*> Allocate { get; set; } = &AllocateNative;

    /// <summary>Takes them back.</summary>
    public static delegate*<void*, void> Free { get; set; } = &NativeMemory.AlignedFree;

    private static void* AllocateNative(nuint bytes) => NativeMemory.AlignedAlloc(bytes, Alignment);
}
