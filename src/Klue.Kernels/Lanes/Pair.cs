using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>Twice the lanes of <typeparamref name="T"/>: two registers side by side, the first lanes in the first.</summary>
internal unsafe struct Pair<T>(T lower, T upper) : ILanes<Pair<T>>
    where T : unmanaged, ILanes<T>
{
    private readonly T _lower = lower;
    private readonly T _upper = upper;

    public static SimdTier Tier => T.Tier;

    public static int Count => 2 * T.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Create(float value) =>
        new(T.Create(value), T.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Load(float* source) =>
        new(T.Load(source), T.Load(source + T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> LoadBFloat16(ushort* source) => new(T.LoadBFloat16(source), T.LoadBFloat16(source + T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> LoadHalf(ushort* source) => new(T.LoadHalf(source), T.LoadHalf(source + T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* destination)
    {
        _lower.Store(destination);
        _upper.Store(destination + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator +(Pair<T> left, Pair<T> right) =>
        new(left._lower + right._lower, left._upper + right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> LoadPartial(float* source, int count, float fill) =>
        new(T.LoadPartial(source, count, fill), T.LoadPartial(source + T.Count, count - T.Count, fill));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePartial(float* destination, int count)
    {
        _lower.StorePartial(destination, count);
        _upper.StorePartial(destination + T.Count, count - T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreBytes(byte* destination)
    {
        _lower.StoreBytes(destination);
        _upper.StoreBytes(destination + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator -(Pair<T> left, Pair<T> right) =>
        new(left._lower - right._lower, left._upper - right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator *(Pair<T> left, Pair<T> right) =>
        new(left._lower * right._lower, left._upper * right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator /(Pair<T> left, Pair<T> right) =>
        new(left._lower / right._lower, left._upper / right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator -(Pair<T> value) =>
        new(-value._lower, -value._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> MultiplyAdd(Pair<T> left, Pair<T> right, Pair<T> addend) =>
        new(T.MultiplyAdd(left._lower, right._lower, addend._lower), T.MultiplyAdd(left._upper, right._upper, addend._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Pair<T> left, Pair<T> right) => this = MultiplyAdd(left, right, this);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Max(Pair<T> left, Pair<T> right) =>
        new(T.Max(left._lower, right._lower), T.Max(left._upper, right._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Larger(Pair<T> left, Pair<T> right) =>
        new(T.Larger(left._lower, right._lower), T.Larger(left._upper, right._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Abs(Pair<T> value) =>
        new(T.Abs(value._lower), T.Abs(value._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> CopySign(Pair<T> magnitude, Pair<T> sign) =>
        new(T.CopySign(magnitude._lower, sign._lower), T.CopySign(magnitude._upper, sign._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> SelectIfLess(Pair<T> left, Pair<T> right, Pair<T> then, Pair<T> otherwise) =>
        new(T.SelectIfLess(left._lower, right._lower, then._lower, otherwise._lower),
            T.SelectIfLess(left._upper, right._upper, then._upper, otherwise._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> ScaleNormal(Pair<T> value, Pair<T> exponent) =>
        new(T.ScaleNormal(value._lower, exponent._lower), T.ScaleNormal(value._upper, exponent._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Scale(Pair<T> value, Pair<T> exponent) =>
        new(T.Scale(value._lower, exponent._lower), T.Scale(value._upper, exponent._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Pair<T> value) => T.Sum(value._lower + value._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Pair<T> value) => T.MaxAcross(T.Max(value._lower, value._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LargestAcross(Pair<T> value) => T.LargestAcross(T.Larger(value._lower, value._upper));
}
