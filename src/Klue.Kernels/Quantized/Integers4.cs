using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Klue.Kernels;

/// <summary>Four sums in one 128-bit register.</summary>
internal readonly unsafe struct Integers4(Vector128<int> value) : IIntegerLanes<Integers4>
{
    private readonly Vector128<int> _value = value;

    public static SimdTier Tier => SimdTier.Vector128;

    public static int Count => Vector128<int>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers4 Load(sbyte* source) => new(Vector128.Load((int*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers4 Repeat(byte* source) => new(Vector128.Create(*(int*)source));

    // Where no instruction does it (Arm, WebAssembly), the even and the odd bytes are widened in place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers4 MultiplyPairs(Integers4 unsigned, Integers4 signed)
    {
        if (Ssse3.IsSupported)
        {
            return new(Ssse3.MultiplyAddAdjacent(unsigned._value.AsByte(), signed._value.AsSByte()).AsInt32());
        }

        var inputs = unsigned._value.AsInt16();
        var weights = signed._value.AsInt16();
        var even = (inputs & Vector128.Create((short)byte.MaxValue)) * ((weights << 8) >> 8);
        var odd = (inputs >>> 8) * (weights >> 8);
        return new((even + odd).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers4 AddInt16(Integers4 left, Integers4 right) => new((left._value.AsInt16() + right._value.AsInt16()).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers4 AddPairs(Integers4 total, Integers4 pairs) => new(
        total._value + (Sse2.IsSupported
            ? Sse2.MultiplyAddAdjacent(pairs._value.AsInt16(), Vector128<short>.One)
            : ((pairs._value << 16) >> 16) + (pairs._value >> 16)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Dequantize(Integers4 total, int zero, int* sums, float scale, float* scales, float* bias, float* output)
    {
        var whole = Vector128.ConvertToSingle(total._value - Vector128.Create(zero) * Vector128.Load(sums));
        Vector128.MultiplyAddEstimate(whole, Vector128.Create(scale) * Vector128.Load(scales), Vector128.Load(bias)).Store(output);
    }
}
