using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Klue.Kernels;

/// <summary>Eight sums in one 256-bit register.</summary>
internal readonly unsafe struct Integers8(Vector256<int> value) : IIntegerLanes<Integers8>
{
    private readonly Vector256<int> _value = value;

    public static SimdTier Tier => SimdTier.Avx2;

    public static int Count => Vector256<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers8 Load(sbyte* source) => new(Vector256.Load((int*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers8 Repeat(byte* source) => new(Vector256.Create(*(int*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers8 MultiplyPairs(Integers8 unsigned, Integers8 signed) =>
        new(Avx2.MultiplyAddAdjacent(unsigned._value.AsByte(), signed._value.AsSByte()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers8 AddInt16(Integers8 left, Integers8 right) => new((left._value.AsInt16() + right._value.AsInt16()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers8 AddPairs(Integers8 total, Integers8 pairs) =>
        new(total._value + Avx2.MultiplyAddAdjacent(pairs._value.AsInt16(), Vector256<short>.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Dequantize(Integers8 total, int zero, int* sums, float scale, float* scales, float* bias, float* output)
    {
        var whole = Vector256.ConvertToSingle(total._value - Vector256.Create(zero) * Vector256.Load(sums));
        Vector256.MultiplyAddEstimate(whole, Vector256.Create(scale) * Vector256.Load(scales), Vector256.Load(bias)).Store(output);
    }
}
