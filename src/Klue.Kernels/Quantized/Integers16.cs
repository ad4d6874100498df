using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Klue.Kernels;

/// <summary>Sixteen sums in one 512-bit register.</summary>
internal readonly unsafe struct Integers16(Vector512<int> value) : IIntegerLanes<Integers16>
{
    private readonly Vector512<int> _value = value;

    public static SimdTier Tier => SimdTier.Avx512;

    public static int Count => Vector512<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers16 Load(sbyte* source) => new(Vector512.Load((int*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers16 Repeat(byte* source) => new(Vector512.Create(*(int*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers16 MultiplyPairs(Integers16 unsigned, Integers16 signed) =>
        new(Avx512BW.MultiplyAddAdjacent(unsigned._value.AsByte(), signed._value.AsSByte()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers16 AddInt16(Integers16 left, Integers16 right) => new((left._value.AsInt16() + right._value.AsInt16()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers16 AddPairs(Integers16 total, Integers16 pairs) =>
        new(total._value + Avx512BW.MultiplyAddAdjacent(pairs._value.AsInt16(), Vector512<short>.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Dequantize(Integers16 total, int zero, int* sums, float scale, float* scales, float* bias, float* output)
    {
        var whole = Vector512.ConvertToSingle(total._value - Vector512.Create(zero) * Vector512.Load(sums));
        Vector512.MultiplyAddEstimate(whole, Vector512.Create(scale) * Vector512.Load(scales), Vector512.Load(bias)).Store(output);
    }
}
