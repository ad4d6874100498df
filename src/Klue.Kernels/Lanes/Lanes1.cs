namespace Klue.Kernels;

/// <summary>One lane: the scalar tier, and the meaning of all the others.</summary>
internal unsafe struct Lanes1(float value) : ILanes<Lanes1>
{
    private float _value = value;

    public static SimdTier Tier => SimdTier.Scalar;

    public static int Count => 1;

    public static Lanes1 Create(float value) => new(value);

    public static Lanes1 Load(float* source) => new(*source);

    public static Lanes1 LoadBFloat16(ushort* source) => new(BitConverter.Int32BitsToSingle(*source << FloatBits.HalfWidth));

    public static Lanes1 LoadHalf(ushort* source)
    {
        var magnitude = BitConverter.Int32BitsToSingle((*source & FloatBits.HalfMagnitude) << FloatBits.HalfShift) * FloatBits.HalfScale;
        return new((*source & FloatBits.HalfSign) == 0 ? magnitude : -magnitude);
    }

    public readonly void Store(float* destination) => *destination = _value;

    public static Lanes1 LoadPartial(float* source, int count, float fill) => new(count > 0 ? *source : fill);

    public readonly void StorePartial(float* destination, int count)
    {
        if (count > 0)
        {
            Store(destination);
        }
    }

    public readonly void StoreBytes(byte* destination) => *destination = (byte)_value;

    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left._value + right._value);

    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => new(left._value - right._value);

    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => new(left._value * right._value);

    public static Lanes1 operator /(Lanes1 left, Lanes1 right) => new(left._value / right._value);

    public static Lanes1 operator -(Lanes1 value) => new(-value._value);

    public static Lanes1 MultiplyAdd(Lanes1 left, Lanes1 right, Lanes1 addend) =>
        new(float.MultiplyAddEstimate(left._value, right._value, addend._value));

    public void AddProduct(Lanes1 left, Lanes1 right) => _value = float.MultiplyAddEstimate(left._value, right._value, _value);

    public static Lanes1 Max(Lanes1 left, Lanes1 right) => new(MathF.Max(left._value, right._value));

    public static Lanes1 Larger(Lanes1 left, Lanes1 right) => left._value > right._value ? left : right;

    public static Lanes1 Abs(Lanes1 value) => new(MathF.Abs(value._value));

    public static Lanes1 CopySign(Lanes1 magnitude, Lanes1 sign) => new(MathF.CopySign(magnitude._value, sign._value));

    public static Lanes1 SelectIfLess(Lanes1 left, Lanes1 right, Lanes1 then, Lanes1 otherwise) =>
        left._value < right._value ? then : otherwise;

    public static Lanes1 ScaleNormal(Lanes1 value, Lanes1 exponent)
    {
        var bits = BitConverter.SingleToInt32Bits(exponent._value + FloatBits.WholeShift);
        return new(value._value * BitConverter.Int32BitsToSingle((bits << FloatBits.MantissaBits) + FloatBits.One));
    }

    public static float Sum(Lanes1 value) => value._value;

    public static float MaxAcross(Lanes1 value) => value._value;

    public static float LargestAcross(Lanes1 value) => value._value;
}
