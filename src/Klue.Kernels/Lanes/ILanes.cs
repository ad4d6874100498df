using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// A few float32 numbers worked on at once. Every formula of this library is written once over this interface and
/// compiled for each width; all operations round like their scalar twin in <see cref="Lanes1"/>, so that every width
/// gives the same bits. Vector tiers use sixteen lanes, whatever their registers hold: the sixteen partial sums of a
/// reduction are the sixteen lanes.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>The tier whose instructions these are.</summary>
    static abstract SimdTier Tier { get; }

    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Create(float value);

    static abstract TSelf Load(float* source);

    /// <summary>Loads numbers in bfloat16, which is exact.</summary>
    static abstract TSelf LoadBFloat16(ushort* source);

    /// <summary>Loads finite numbers in IEEE half precision, which is exact; what is not finite becomes large.</summary>
    static abstract TSelf LoadHalf(ushort* source);

    void Store(float* destination);

    /// <summary>
    /// The first lanes from memory, touching no more than <paramref name="count"/> elements (none if it is not
    /// positive); the rest filled. No call, here and below: across one, no accumulator could stay in its register.
    /// </summary>
    static abstract TSelf LoadPartial(float* source, int count, float fill);

    /// <summary>Stores the first lanes, touching no more than <paramref name="count"/> elements.</summary>
    void StorePartial(float* destination, int count);

    /// <summary>Stores whole numbers from 0 to 255, a byte a lane.</summary>
    void StoreBytes(byte* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    /// <summary>left * right + addend, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// Adds left * right, as <see cref="MultiplyAdd"/> does. In place, so that the JIT makes it one instruction on the register
    /// of the sum; of a sum that is computed and then assigned, every second or third costs it another to move.
    /// </summary>
    void AddProduct(TSelf left, TSelf right);

    /// <summary>The larger; NaN if either is NaN; +0 above -0 (IEEE 754-2019 maximum).</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>
    /// The larger, in one instruction: of zeros either, and of NaN and a number either. For where neither shows in what is made of it.
    /// </summary>
    static abstract TSelf Larger(TSelf left, TSelf right);

    static abstract TSelf Abs(TSelf value);

    /// <summary>The magnitude of the one with the sign of the other.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>Where left &lt; right (false if either is NaN) the one, elsewhere the other.</summary>
    static abstract TSelf SelectIfLess(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    /// <summary>The value, but no more than a bound; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf AtMost(TSelf value, TSelf bound) => TSelf.SelectIfLess(bound, value, bound, value);

    /// <summary>The value, but no less than a bound; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf AtLeast(TSelf value, TSelf bound) => TSelf.SelectIfLess(value, bound, bound, value);

    /// <summary>value * 2^exponent for a whole exponent of -126 to 127; see <see cref="ToWhole(TSelf)"/>.</summary>
    static abstract TSelf ScaleNormal(TSelf value, TSelf exponent);

    /// <summary>The nearest whole number, of zeros either, up to 2^22: the shift leaves the fraction no bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf ToWhole(TSelf value)
    {
        var shift = TSelf.Create(FloatBits.WholeShift);
        return value + shift - shift;
    }

    /// <summary>The nearest whole number to value * factor, up to 2^22.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf ToWhole(TSelf value, float factor)
    {
        var shift = TSelf.Create(FloatBits.WholeShift);
        return TSelf.MultiplyAdd(value, TSelf.Create(factor), shift) - shift;
    }

    /// <summary>
    /// value * 2^exponent for a whole exponent of -252 to 254, and a value near 1. In two steps, since a subnormal
    /// result needs a power of two that is no float32; only the second step can round.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Scale(TSelf value, TSelf exponent)
    {
        var half = TSelf.ToWhole(exponent, 0.5f);
        return TSelf.ScaleNormal(TSelf.ScaleNormal(value, half), exponent - half);
    }

    /// <summary>The sum of the lanes, folded in halves: lane i takes lane i + n/2, until one is left.</summary>
    static abstract float Sum(TSelf value);

    /// <summary>The largest lane, as <see cref="Max"/> has it.</summary>
    static abstract float MaxAcross(TSelf value);

    /// <summary>The largest lane, as <see cref="Larger"/> has it.</summary>
    static abstract float LargestAcross(TSelf value);
}
