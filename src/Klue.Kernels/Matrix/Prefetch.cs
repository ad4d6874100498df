using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Klue.Kernels;

/// <summary>Asks for memory before it is needed, where .NET knows how (x64).</summary>
internal static unsafe class Prefetch
{
    /// <summary>Elements in a cache line of 64 bytes.</summary>
    public const int LineLength = 16;

    // The smallest page of every system that Klue runs on.
    private const int PageLength = 1024;

    /// <summary>
    /// Brings the line of an address, which need not be valid, into the second-level cache. Not into the first: lines
    /// on their way there take the few places that loads wait in.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(float* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(address);
        }
    }

    /// <summary>
    /// Asks for one line of every page of a range. Where a page lies stands in tables that may have to come from memory
    /// themselves, several reads one after another; when the other lines are asked for, that is known.
    /// </summary>
    public static void Pages(float* first, float* end)
    {
        for (; first < end; first += PageLength)
        {
            Line(first);
        }
    }
}
