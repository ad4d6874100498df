namespace Klue.Kernels;

/// <summary>The layout of a float32 (IEEE 754 binary32), as far as the kernels play with it.</summary>
internal static class FloatBits
{
    /// <summary>Bits below the exponent.</summary>
    public const int MantissaBits = 23;

    /// <summary>The bits of 1.</summary>
    public const int One = 127 << MantissaBits;

    /// <summary>
    /// 1.5 * 2^23. A number of magnitude up to 2^22 added to it is rounded to a whole number, which then stands in the
    /// lowest bits as a two's complement integer.
    /// </summary>
    public const float WholeShift = 12582912f;

    /// <summary>The bits of a 16-bit number.</summary>
    public const int HalfWidth = 16;

    /// <summary>The sign bit of an IEEE half.</summary>
    public const int HalfSign = 0x8000;

    /// <summary>All its other bits.</summary>
    public const int HalfMagnitude = 0x7FFF;

    /// <summary>
    /// How far these are shifted to stand where a single has its exponent and mantissa. The exponent is then too small by
    /// the difference of the biases, which a product with <see cref="HalfScale"/> makes good, subnormal numbers included.
    /// </summary>
    public const int HalfShift = 13;

    /// <summary>2^(127 - 15).</summary>
    public const float HalfScale = 5.192296858534828e33f;
}
