using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary><see cref="WeightFormat.F32"/>: float32 as it is.</summary>
internal readonly unsafe struct SingleFormat : IElementFormat
{
    public static WeightFormat Format => WeightFormat.F32;

    public static int ElementSize => sizeof(float);

    public static int RowsReadUnasked => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes>(void* source)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Load((float*)source);
}
