using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>Writes a panel of 16 bits down as float32, for products of so many rows that widening it once is cheaper than for every tile.</summary>
internal static unsafe class PanelWidening<TFormat, TLanes>
    where TFormat : struct, IHalfFormat
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Widens lines, [lines, 48].</summary>
    [MethodImpl(HotLoop.Compiled)]
    public static void Run(byte* source, float* destination, nint lines)
    {
        for (nint i = 0; i < lines * PackedMatrix.PanelWidth; i += TLanes.Count)
        {
            TFormat.Load<TLanes>(source + (i * TFormat.ElementSize)).Store(destination + i);
        }
    }
}
