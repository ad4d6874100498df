using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Klue.Kernels;

/// <summary>Asks for memory before it is needed, where .NET knows how (x64).</summary>
internal static unsafe class Prefetch
{
    // Bytes of a cache line, and elements of float32.
    private const int LineSize = 64;
    private const int LineLength = LineSize / sizeof(float);

    // The smallest page of every system that Klue runs on.
    private const int PageSize = 4096;

    // Bytes ahead at which the pages of weights are asked for, so early that no line waits for its page.
    private const int PageDistance = 96 << 10;

    /// <summary>
    /// Brings the line of an address, which need not be valid, into the second-level cache. Not into the first: lines
    /// on their way there take the few places that loads wait in.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(address);
        }
    }

    /// <summary>Asks for the lines of so many bytes, three at the most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lines(byte* first, int bytes)
    {
        Line(first);
        if (bytes > LineSize)
        {
            Line(first + LineSize);
        }

        if (bytes > 2 * LineSize)
        {
            Line(first + (2 * LineSize));
        }
    }

    /// <summary>
    /// Asks for one line of every page of as many bytes, far ahead of weights that are read in order. Where a page lies stands in
    /// tables that may have to come from memory themselves, several reads one after another; when the other lines are asked for,
    /// that is known.
    /// </summary>
    public static void PagesAhead(void* weights, nint bytes)
    {
        var first = (byte*)weights + PageDistance;
        for (var end = first + bytes; first < end; first += PageSize)
        {
            Line(first);
        }
    }

    /// <summary>Asks for the lines of a few columns of a matrix, [rows, columns].</summary>
    public static void Rows(float* first, nint stride, int rows, int columns)
    {
        for (var row = 0; row < rows; row++, first += stride)
        {
            for (var column = 0; column < columns; column += LineLength)
            {
                Line(first + column);
            }
        }
    }
}
