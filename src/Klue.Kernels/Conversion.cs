using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Klue.Kernels;

/// <summary>
/// Conversions between float32 and the 16-bit formats of checkpoints: IEEE binary16 and bfloat16 (the upper half of a
/// float32). Widening is exact; narrowing rounds to nearest, ties to even. Subnormals, infinities and signed zeros
/// keep their meaning, NaN stays NaN.
/// </summary>
public static class Conversion
{
    private const uint Infinity = 0x7F80_0000;
    private const uint QuietBit = 0x0040_0000;

    /// <summary>binary16 to float32.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ToSingle(ReadOnlySpan<Half> source, Span<float> destination)
    {
        ThrowIfLengthsDiffer(source.Length, destination.Length);
        TensorPrimitives.ConvertToSingle(source, destination);
    }

    /// <summary>bfloat16, given as its bits, to float32.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ToSingle(ReadOnlySpan<ushort> bfloat16, Span<float> destination)
    {
        ThrowIfLengthsDiffer(bfloat16.Length, destination.Length);
        var bits = MemoryMarshal.Cast<float, uint>(destination);
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = (uint)bfloat16[i] << 16;
        }
    }

    /// <summary>float64 to float32, to nearest even.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ToSingle(ReadOnlySpan<double> source, Span<float> destination)
    {
        ThrowIfLengthsDiffer(source.Length, destination.Length);
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = (float)source[i];
        }
    }

    /// <summary>float32 to binary16, to nearest even; beyond 65519 infinite.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ToHalf(ReadOnlySpan<float> source, Span<Half> destination)
    {
        ThrowIfLengthsDiffer(source.Length, destination.Length);
        TensorPrimitives.ConvertToHalf(source, destination);
    }

    /// <summary>float32 to the bits of bfloat16, to nearest even.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void ToBFloat16(ReadOnlySpan<float> source, Span<ushort> destination)
    {
        ThrowIfLengthsDiffer(source.Length, destination.Length);
        var bits = MemoryMarshal.Cast<float, uint>(source);
        for (var i = 0; i < bits.Length; i++)
        {
            var value = bits[i];
            var isNaN = (value & int.MaxValue) > Infinity;

            // Half of what is cut off, less one, plus the last bit kept: carries exactly when nearest even rounds up.
            // A NaN must not carry into infinity, nor lose the bits that make it one.
            destination[i] = (ushort)((isNaN ? value | QuietBit : value + 0x7FFF + ((value >> 16) & 1)) >> 16);
        }
    }

    private static void ThrowIfLengthsDiffer(int source, int destination)
    {
        if (source != destination)
        {
            throw new ArgumentException($"There are {source} numbers to convert and room for {destination}.", nameof(destination));
        }
    }
}
