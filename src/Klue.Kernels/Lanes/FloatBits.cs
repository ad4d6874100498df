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
}
