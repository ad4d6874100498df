namespace Klue.Kernels.Tests;

public unsafe class LanesTests
{
    private static readonly float[] Left = Sample.AnyBits(4096, 1);
    private static readonly float[] Right = Sample.AnyBits(4096, 2);
    private static readonly float[] Third = Sample.AnyBits(4096, 3);

    static LanesTests()
    {
        // Every special against every other, and equal numbers, ahead of the random ones.
        var pairs = Sample.Specials.SelectMany(left => Sample.Specials.Select(right => (left, right))).ToArray();
        for (var i = 0; i < pairs.Length; i++)
        {
            (Left[i], Right[i]) = pairs[i];
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Every_width_gives_the_bits_of_one_lane(SimdTier tier)
    {
        Tiers.Force(tier);
        switch (tier)
        {
            case SimdTier.Avx512: Compare<Lanes16>(); break;
            case SimdTier.Avx2: Compare<Lanes8>(); Compare<Pair<Lanes8>>(); break;
            case SimdTier.Vector128: Compare<Lanes4>(); Compare<Pair<Pair<Lanes4>>>(); break;
            default: Compare<Pair<Lanes1>>(); break;
        }
    }

    [Fact]
    public void Sixteen_lanes_are_folded_in_halves()
    {
        var values = Sample.Normal(16, 4);
        fixed (float* x = values)
        {
            var expected = Specification.Sum(values);
            Assert.Equal(expected, Pair<Pair<Pair<Pair<Lanes1>>>>.Sum(Pair<Pair<Pair<Pair<Lanes1>>>>.Load(x)));
            if (KernelInfo.IsSupported(SimdTier.Vector128))
            {
                Assert.Equal(expected, Pair<Pair<Lanes4>>.Sum(Pair<Pair<Lanes4>>.Load(x)));
            }

            if (KernelInfo.IsSupported(SimdTier.Avx2))
            {
                Assert.Equal(expected, Pair<Lanes8>.Sum(Pair<Lanes8>.Load(x)));
            }

            if (KernelInfo.IsSupported(SimdTier.Avx512))
            {
                Assert.Equal(expected, Lanes16.Sum(Lanes16.Load(x)));
            }
        }
    }

    private static void Compare<T>()
        where T : unmanaged, ILanes<T>
    {
        Compare<T>("+", (a, b, _) => a + b, (a, b, _) => a + b);
        Compare<T>("-", (a, b, _) => a - b, (a, b, _) => a - b);
        Compare<T>("*", (a, b, _) => a * b, (a, b, _) => a * b);
        Compare<T>("/", (a, b, _) => a / b, (a, b, _) => a / b);
        Compare<T>("negate", (a, _, _) => -a, (a, _, _) => -a);
        Compare<T>("multiply-add", T.MultiplyAdd, Specification.MultiplyAdd);
        Compare<T>("max", (a, b, _) => T.Max(a, b), (a, b, _) => MathF.Max(a, b));
        Compare<T>("abs", (a, _, _) => T.Abs(a), (a, _, _) => MathF.Abs(a));
        Compare<T>("copy sign", (a, b, _) => T.CopySign(a, b), (a, b, _) => MathF.CopySign(a, b));
        Compare<T>("at most", (a, b, _) => T.AtMost(a, b), (a, b, _) => b < a ? b : a);
        Compare<T>("at least", (a, b, _) => T.AtLeast(a, b), (a, b, _) => a < b ? b : a);
        Compare<T>("select", (a, b, c) => T.SelectIfLess(a, b, c, a), (a, b, c) => a < b ? c : a);

        // Whole exponents, and values as exp has them.
        Compare<T>(
            "scale",
            (a, b, _) => T.Scale(T.Create(1.4142135f), Exponent(b)),
            (_, b, _) => (float)(1.4142135f * Math.Pow(2, (BitConverter.SingleToInt32Bits(b) & 255) - 150)));
        Compare<T>(
            "scale normal",
            (a, b, _) => T.ScaleNormal(T.Create(1.4142135f), T.AtLeast(T.AtMost(Exponent(b), T.Create(126f)), T.Create(-126f))),
            (_, b, _) => (float)(1.4142135f * Math.Pow(2, Math.Clamp((BitConverter.SingleToInt32Bits(b) & 255) - 150, -126, 126))));

        // Of zeros either: they are compared as +0.
        Compare<T>(
            "to whole",
            (a, _, _) => T.ToWhole(Moderate(a)) + T.Create(0f),
            (a, _, _) => MathF.Round(Moderate(a)) + 0f);
        Compare<T>(
            "larger",
            (a, b, _) => T.Larger(Moderate(a), Moderate(b)) + T.Create(0f),
            (a, b, _) => MathF.Max(Moderate(a), Moderate(b)) + 0f);
        CompareEnds<T>();

        static T Exponent(T bits)
        {
            var lanes = stackalloc float[T.Count];
            bits.Store(lanes);
            for (var i = 0; i < T.Count; i++)
            {
                lanes[i] = (BitConverter.SingleToInt32Bits(lanes[i]) & 255) - 150;
            }

            return T.Load(lanes);
        }
    }

    // What is large, infinite or NaN as 2.5.
    private static T Moderate<T>(T value)
        where T : unmanaged, ILanes<T> => T.SelectIfLess(T.Abs(value), T.Create(1e6f), value, T.Create(2.5f));

    private static float Moderate(float value) => float.Abs(value) < 1e6f ? value : 2.5f;

    private static void Compare<T>(string name, Func<T, T, T, T> actual, Func<float, float, float, float> expected)
        where T : unmanaged, ILanes<T>
    {
        var result = new float[Left.Length];
        fixed (float* a = Left, b = Right, c = Third, r = result)
        {
            for (var i = 0; i < Left.Length; i += T.Count)
            {
                actual(T.Load(a + i), T.Load(b + i), T.Load(c + i)).Store(r + i);
            }
        }

        var wanted = Enumerable.Range(0, Left.Length).Select(i => expected(Left[i], Right[i], Third[i])).ToArray();
        Bits.AssertEqual(wanted, result, $"{typeof(T)} {name}");
    }

    private static void CompareEnds<T>()
        where T : unmanaged, ILanes<T>
    {
        fixed (float* a = Left)
        {
            for (var i = 0; i < Left.Length; i += T.Count)
            {
                var lanes = Left.AsSpan(i, T.Count);
                Bits.AssertEqual([lanes.ToArray().Aggregate(MathF.Max)], [T.MaxAcross(T.Load(a + i))], "max across");
                Bits.AssertEqual([lanes.ToArray().Max(Moderate) + 0f], [T.LargestAcross(Moderate(T.Load(a + i))) + 0f], "largest across");
                for (var count = 0; count <= T.Count; count++)
                {
                    var stored = new float[T.Count + 1];
                    stored.AsSpan().Fill(7f);
                    fixed (float* s = stored)
                    {
                        T.LoadPartial(a + i, count, fill: 3f).StorePartial(s, T.Count);
                        Bits.AssertEqual(lanes[..count], stored.AsSpan(0, count), "partial load");
                        Assert.All(stored[count..T.Count], x => Assert.Equal(3f, x));
                        T.Load(a + i).StorePartial(s, count);
                        Assert.All(stored[count..T.Count], x => Assert.Equal(3f, x));
                        Assert.Equal(7f, stored[T.Count]);
                    }
                }
            }
        }
    }
}
