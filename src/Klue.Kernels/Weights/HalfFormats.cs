using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Klue.Kernels;

/// <summary>The 16-bit formats of weights.</summary>
internal static unsafe class HalfFormats
{
    /// <summary><see cref="WeightFormat.BF16"/>.</summary>
    public readonly struct BFloat16 : IHalfFormat
    {
        public static WeightFormat Format => WeightFormat.BF16;

        public static int ElementSize => sizeof(ushort);

        public static int RowsReadUnasked => 2;

        // A shift, which at 512 bits costs less than reading twice as many bytes of a panel.
        public static int RowsWidenedInRegisters(SimdTier tier) => tier == SimdTier.Avx512 ? int.MaxValue : 40;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Load<TLanes>(void* source)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.LoadBFloat16((ushort*)source);

        public static void Narrow(ReadOnlySpan<float> source, Span<ushort> destination) => Conversion.ToBFloat16(source, destination);
    }

    /// <summary><see cref="WeightFormat.F16"/>.</summary>
    public readonly struct Ieee : IHalfFormat
    {
        public static WeightFormat Format => WeightFormat.F16;

        public static int ElementSize => sizeof(ushort);

        // Widening takes longer than the lines.
        public static int RowsReadUnasked => 0;

        // Widening takes registers, too: of 16, more than a tile of five rows leaves.
        public static int RowsWidenedInRegisters(SimdTier tier) => VectorRegisters.AreFew ? 5 : 20;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Load<TLanes>(void* source)
            where TLanes : unmanaged, ILanes<TLanes> => TLanes.LoadHalf((ushort*)source);

        /// <exception cref="ArgumentException">A weight is beyond the format's range, or not finite.</exception>
        public static void Narrow(ReadOnlySpan<float> source, Span<ushort> destination)
        {
            var halves = MemoryMarshal.Cast<ushort, Half>(destination);
            Conversion.ToHalf(source, halves);
            foreach (var half in halves)
            {
                if (!Half.IsFinite(half))
                {
                    throw new ArgumentException("A weight is not finite in half precision, whose largest number is 65504.", nameof(source));
                }
            }
        }
    }
}
