namespace Klue.Kernels.Tests;

public class ConversionTests
{
    private static readonly ushort[] AllBits = [.. Enumerable.Range(0, 65536).Select(bits => (ushort)bits)];

    [Fact]
    public void Every_binary16_widens_exactly()
    {
        var halves = AllBits.Select(BitConverter.UInt16BitsToHalf).ToArray();
        var actual = new float[halves.Length];
        Conversion.ToSingle(halves, actual);
        for (var i = 0; i < halves.Length; i++)
        {
            // Sign, five bits of exponent, ten of fraction.
            var (exponent, fraction) = ((i >> 10) & 31, i & 1023);
            var magnitude = exponent switch
            {
                31 => fraction == 0 ? double.PositiveInfinity : double.NaN,
                0 => Math.ScaleB(fraction, -24),
                _ => Math.ScaleB(1024 + fraction, exponent - 25),
            };
            Bits.AssertEqual([(float)((i & 0x8000) == 0 ? magnitude : -magnitude)], actual.AsSpan(i, 1), $"{i:x4}");
        }
    }

    [Fact]
    public void Every_bfloat16_widens_to_its_upper_half_and_back()
    {
        var actual = new float[AllBits.Length];
        Conversion.ToSingle(AllBits, actual);
        Assert.All(AllBits, bits => Assert.Equal((uint)bits << 16, BitConverter.SingleToUInt32Bits(actual[bits])));
        var back = new ushort[AllBits.Length];
        Conversion.ToBFloat16(actual, back);
        Assert.All(AllBits, bits => Assert.True(back[bits] == bits || (float.IsNaN(actual[bits]) && back[bits] == (bits | 0x40))));
    }

    [Fact]
    public void Narrowing_takes_the_nearest_and_ties_to_even()
    {
        var count = (int)LongRun.Count(20_000_000);
        var values = Sample.AnyBits(count, 1);
        var halfway = Sample.AnyBits(count, 2);
        for (var i = 0; i < count; i++)
        {
            // Ties of bfloat16 and of binary16, of every exponent.
            var mask = i % 2 == 0 ? 0xFFFF_0000 : 0xFFFF_E000;
            halfway[i] = BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(halfway[i]) & mask) | ((~mask + 1) >> 1));
        }

        foreach (var source in (float[][])[values, halfway, Sample.Specials, [65504f, 65519f, 65519.996f, 65520f, 65536f, 2.9802322e-8f, 2.98e-8f, 3e-8f]])
        {
            var halves = new Half[source.Length];
            Conversion.ToHalf(source, halves);
            var bfloats = new ushort[source.Length];
            Conversion.ToBFloat16(source, bfloats);
            for (var i = 0; i < source.Length; i++)
            {
                var x = source[i];
                AssertNearest(x, bits => BitConverter.UInt32BitsToSingle((uint)bits << 16), bfloats[i], 0x7F80);
                AssertNearest(x, bits => (float)BitConverter.UInt16BitsToHalf(bits), BitConverter.HalfToUInt16Bits(halves[i]), 0x7C00);
            }
        }
    }

    [Fact]
    public void Float64_narrows_to_the_nearest()
    {
        double[] source = [1 + 2e-8, 1 + 1e-7, 1e300, -1e-300, double.NaN, 16777217, 16777219, double.Epsilon];
        var actual = new float[source.Length];
        Conversion.ToSingle(source, actual);
        Bits.AssertEqual([1f, 1.0000001f, float.PositiveInfinity, -0f, float.NaN, 16777216f, 16777220f, 0f], actual);
    }

    [Fact]
    public void Room_of_another_length_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => Conversion.ToSingle(new Half[2], new float[1]));
        Assert.Throws<ArgumentException>(() => Conversion.ToSingle(new ushort[2], new float[3]));
        Assert.Throws<ArgumentException>(() => Conversion.ToSingle(new double[2], new float[3]));
        Assert.Throws<ArgumentException>(() => Conversion.ToHalf(new float[2], new Half[3]));
        Assert.Throws<ArgumentException>(() => Conversion.ToBFloat16(new float[2], new ushort[3]));
    }

    // The neighbours of the result are no nearer, and the result is even if one is as near.
    private static void AssertNearest(float x, Func<ushort, float> widen, ushort actual, ushort infinity)
    {
        var magnitude = (ushort)(actual & 0x7FFF);
        if (float.IsNaN(x))
        {
            Assert.True(magnitude > infinity, $"{x} became {actual:x4}");
            return;
        }

        Assert.Equal(float.IsNegative(x), (actual & 0x8000) != 0);
        var wanted = Math.Abs((double)x);
        Assert.True(magnitude <= infinity);
        var distance = Distance(magnitude);
        foreach (var neighbour in (int[])[magnitude - 1, magnitude + 1])
        {
            if (neighbour >= 0 && neighbour <= infinity)
            {
                var other = Distance((ushort)neighbour);
                Assert.True(distance < other || (distance == other && magnitude % 2 == 0), $"{x:R} became {actual:x4}");
            }
        }

        // Infinity stands where the next number would.
        double Distance(ushort bits)
        {
            var value = bits == infinity && !float.IsInfinity(x)
                ? (2 * (double)widen((ushort)(infinity - 1))) - widen((ushort)(infinity - 2))
                : widen(bits);
            return value.Equals(wanted) ? 0 : Math.Abs(value - wanted);
        }
    }
}
