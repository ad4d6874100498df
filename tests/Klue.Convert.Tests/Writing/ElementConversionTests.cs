using System.Runtime.InteropServices;
using CsCheck;
using Klue.Checkpoints;
using Klue.Conversion.Torch;
using Klue.Conversion.Writing;
using Klue.Convert.Tests.Building;
using Klue.Tests;

namespace Klue.Convert.Tests.Writing;

/// <summary>Every conversion against rounding by definition: the neighbour that is nearer, of two equally near the one whose last bit is 0.</summary>
public sealed class ElementConversionTests
{
    [Fact]
    public void Float32_becomes_the_nearest_bfloat16_around_every_bfloat16()
    {
        // Every upper half with the lower halves where rounding turns.
        uint[] lower = [0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF];
        float[] values = [.. Enumerable.Range(0, 1 << 16).SelectMany(upper => lower.Select(low => BitConverter.UInt32BitsToSingle(((uint)upper << 16) | low)))];

        AssertNearest(values, Dtype.F32, Dtype.BF16, Widen);
    }

    [Fact]
    public void Float32_becomes_the_nearest_binary16_around_every_binary16()
    {
        float[] values = [.. Enumerable.Range(0, 1 << 16).SelectMany(bits => AroundMiddle((ushort)bits).Select(value => (float)value))];

        AssertNearest(values, Dtype.F32, Dtype.F16, bits => (double)BitConverter.UInt16BitsToHalf(bits));
    }

    [Fact]
    public void Float64_becomes_the_nearest_binary16_without_rounding_twice()
    {
        double[] values = [.. Enumerable.Range(0, 1 << 16).SelectMany(bits => AroundMiddle((ushort)bits)), double.MaxValue, double.Epsilon, -double.Epsilon];

        AssertNearest(values, Dtype.F64, Dtype.F16, bits => (double)BitConverter.UInt16BitsToHalf(bits));
    }

    [Fact]
    public void Float64_becomes_the_nearest_bfloat16_without_rounding_twice()
    {
        double[] values =
        [
            .. from upper in Enumerable.Range(0, 1 << 16)
               let middle = (double)BitConverter.UInt32BitsToSingle(((uint)upper << 16) | 0x8000)
               from value in (double[])[Math.BitDecrement(middle), middle, Math.BitIncrement(middle)]
               select value,
        ];

        AssertNearest(values, Dtype.F64, Dtype.BF16, Widen);
    }

    [Fact]
    public void Values_of_any_size_are_rounded_to_the_nearest() => Gen.Double.Array[1, 200].Sample(
        values =>
        {
            AssertNearest(values, Dtype.F64, Dtype.F16, bits => (double)BitConverter.UInt16BitsToHalf(bits));
            AssertNearest(values, Dtype.F64, Dtype.BF16, Widen);
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Widening_is_exact_and_integers_stay()
    {
        Half[] halves = [(Half)1.5f, Half.Epsilon, Half.MaxValue, Half.NegativeInfinity, Half.NegativeZero];
        Assert.Equal(halves.Select(half => (float)half), MemoryMarshal.Cast<byte, float>(Converted<Half>(halves, Dtype.F16, Dtype.F32)).ToArray());
        Assert.Equal([1.5f, float.NegativeZero], MemoryMarshal.Cast<byte, float>(Converted<ushort>([0x3FC0, 0x8000], Dtype.BF16, Dtype.F32)).ToArray());
        Assert.False(ElementConversion.IsFloat(Dtype.I64));
        Assert.False(ElementConversion.IsFloat(Dtype.F8E4M3));
    }

    private static double Widen(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    // The number half way to the next binary16 and its neighbours, in double precision.
    private static double[] AroundMiddle(ushort bits)
    {
        var middle = ((double)BitConverter.UInt16BitsToHalf(bits) + (double)BitConverter.UInt16BitsToHalf((ushort)(bits + 1))) / 2;
        return [Math.BitDecrement(middle), middle, Math.BitIncrement(middle)];
    }

    private static void AssertNearest<T>(T[] values, Dtype from, Dtype to, Func<ushort, double> widen)
        where T : unmanaged
    {
        var rounded = MemoryMarshal.Cast<byte, ushort>(Converted<T>(values, from, to));
        for (var i = 0; i < values.Length; i++)
        {
            var value = System.Convert.ToDouble(values[i], null);
            Assert.True(IsNearest(value, rounded[i], widen), $"{value:R} became {rounded[i]:x4}, {widen(rounded[i]):R}");
        }
    }

    private static bool IsNearest(double value, ushort bits, Func<ushort, double> widen)
    {
        var result = widen(bits);
        if (double.IsNaN(value) || double.IsNaN(result))
        {
            return double.IsNaN(value) && double.IsNaN(result);
        }

        if (double.IsNegative(value) != double.IsNegative(result))
        {
            return false;
        }

        // Infinity stands where the next number would be if the exponent went on.
        var magnitude = (ushort)(bits & 0x7FFF);
        var distance = Distance(magnitude);
        var below = magnitude == 0 ? double.PositiveInfinity : Distance((ushort)(magnitude - 1));
        var above = double.IsInfinity(result) ? double.PositiveInfinity : Distance((ushort)(magnitude + 1));
        var nearest = Math.Min(distance, Math.Min(below, above));
        return distance == nearest && (magnitude % 2 == 0 || (below > distance && above > distance));

        double Distance(ushort neighbour)
        {
            var number = widen(neighbour);
            var place = double.IsInfinity(number) ? 2 * widen((ushort)(neighbour - 1)) - widen((ushort)(neighbour - 2)) : number;
            return double.IsInfinity(value) ? (double.IsInfinity(number) ? 0 : double.PositiveInfinity) : Math.Abs(Math.Abs(value) - place);
        }
    }

    private static byte[] Converted<T>(ReadOnlySpan<T> values, Dtype from, Dtype to)
        where T : unmanaged
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("t.bin"), TorchBuilder.Zip([BuiltTensor.Packed("t", BuiltStorage.Of("0", from, values), values.Length)]));
        using var source = TorchFile.Open(folder.File("t.bin"));
        var target = new TensorInfo("t", to, source.Tensors[0].Shape);
        var result = new byte[target.ByteLength];
        var conversion = new ElementConversion();
        for (var first = 0; first < values.Length; first += ElementConversion.MostElements)
        {
            var (start, end) = (first * to.BitWidth / 8, Math.Min(values.Length, first + ElementConversion.MostElements) * to.BitWidth / 8);
            conversion.Read(source, new PlannedTensor(source.Tensors[0], target), first, result.AsSpan(start..end));
        }

        return result;
    }
}
