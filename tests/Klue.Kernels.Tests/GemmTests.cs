using CsCheck;

namespace Klue.Kernels.Tests;

public class GemmTests
{
    [Fact]
    public void Product_is_that_of_float64_to_rounding()
    {
        var problem = new GemmProblem(5, 100, 1537);
        var output = problem.Multiply(KernelOptions.Default);
        for (var m = 0; m < problem.M; m++)
        {
            for (var n = 0; n < problem.N; n++)
            {
                double expected = problem.Bias[n], magnitude = Math.Abs(expected);
                for (var k = 0; k < problem.K; k++)
                {
                    var product = (double)problem.Input[(m * problem.K) + k] * problem.Weights[(n * problem.K) + k];
                    expected += product;
                    magnitude += Math.Abs(product);
                }

                Assert.Equal(expected, output[(m * problem.N) + n], 5e-7 * magnitude);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Every_element_is_the_sum_of_the_specification(SimdTier tier)
    {
        // All tails of m, n and k, and K beyond one slab and two.
        (int M, int N, int K)[] shapes =
        [
            (1, 1, 1), (1, 48, 16), (2, 47, 3), (3, 49, 0), (7, 96, 64), (8, 48, 17), (9, 5, 31), (13, 97, 33), (25, 144, 20),
            (3, 50, 767), (2, 48, 768), (5, 49, 769), (2, 10, 1600), (9, 50, 3072), (0, 5, 5), (5, 0, 5), (200, 48, 5),
        ];
        foreach (var (m, n, k) in shapes)
        {
            var problem = new GemmProblem(m, n, k);
            Bits.AssertEqual(problem.Expected(), Run(problem, tier), $"{m} x {n} x {k}");
        }
    }

    [Fact]
    public void All_small_shapes_agree_in_all_tiers()
    {
        const int Most = 64;
        var shapes = Most * Most * Most;
        var random = new Random(1);
        for (long i = 0; i < LongRun.Count(shapes); i++)
        {
            var shape = LongRun.Enabled ? (int)i : random.Next(shapes);
            var problem = new GemmProblem((shape / (Most * Most)) + 1, (shape / Most % Most) + 1, (shape % Most) + 1);
            var expected = problem.Expected();
            foreach (var tier in Tiers.Supported)
            {
                Bits.AssertEqual(
                    expected, problem.Multiply(Tiers.Force(tier)), $"{problem.M} x {problem.N} x {problem.K} {tier}");
            }
        }
    }

    [Fact]
    public void Random_shapes_with_every_epilogue_agree_in_all_tiers() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 120], Gen.Int[0, 900], Gen.Enum<Activation>()).Sample(
            (m, n, k, activation) =>
            {
                var problem = new GemmProblem(m, n, k);
                var expected = problem.Multiply(Tiers.Force(SimdTier.Scalar), activation);
                var expectedSum = problem.MultiplyAdd(Tiers.Force(SimdTier.Scalar));
                foreach (var tier in Tiers.Supported)
                {
                    Bits.AssertEqual(expected, problem.Multiply(Tiers.Force(tier, 2), activation), $"{tier} {activation}");
                    Bits.AssertEqual(expectedSum, problem.MultiplyAdd(Tiers.Force(tier, 2)), $"{tier} residual");
                }
            },
            iter: LongRun.Count(3000));

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Epilogue_follows_the_sum(SimdTier tier)
    {
        var problem = new GemmProblem(11, 60, 800);
        var product = problem.Expected();
        foreach (var activation in Enum.GetValues<Activation>())
        {
            float[] expected = [.. product];
            Elementwise.Apply(expected, activation, Tiers.Force(SimdTier.Scalar));
            float[] actual = [];
            Tiers.Run(tier, options => actual = problem.Multiply(options, activation));
            Bits.AssertEqual(expected, actual, $"{activation}");
        }

        float[] sum = [];
        Tiers.Run(tier, options => sum = problem.MultiplyAdd(options));
        Bits.AssertEqual([.. product.Select((x, i) => x + problem.Residual[i])], sum, "residual");
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void The_residual_may_be_the_output(SimdTier tier)
    {
        // Over two slabs of K: partial sums must not pass through the output.
        var problem = new GemmProblem(10, 100, 900);
        var inPlace = problem.Residual.ToArray();
        Gemm.MultiplyAdd(
            new(problem.Input, 10, 900), problem.Packed, new(inPlace, 10, 100), new(inPlace, 10, 100), Tiers.Force(tier));
        Bits.AssertEqual(problem.MultiplyAdd(Tiers.Force(SimdTier.Scalar)), inPlace);
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void A_row_does_not_depend_on_the_others_nor_on_its_place(SimdTier tier)
    {
        var problem = new GemmProblem(211, 100, 70);
        var expected = problem.Multiply(Tiers.Force(tier));
        foreach (var (first, rows) in ((int, int)[])[(0, 1), (210, 1), (3, 2), (7, 8), (100, 13), (1, 200)])
        {
            var output = new float[rows * 100];
            Gemm.Multiply(
                new MatrixView(problem.Input, 211, 70).SliceRows(first, rows),
                problem.Packed, new(output, rows, 100), Activation.None, Tiers.Force(tier));
            Bits.AssertEqual(expected.AsSpan(first * 100, rows * 100), output, $"rows {first} to {first + rows}");
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Threads_change_nothing(int threads)
    {
        foreach (var tier in Tiers.Supported)
        {
            var problem = new GemmProblem(tier == SimdTier.Scalar ? 20 : 400, 500, 300);
            Bits.AssertEqual(
                problem.Multiply(Tiers.Force(tier), Activation.Gelu),
                problem.Multiply(Tiers.Force(tier, threads), Activation.Gelu),
                $"{tier}");
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Strides_are_kept_and_gaps_left_alone(SimdTier tier)
    {
        var problem = new GemmProblem(5, 50, 20);
        var input = new float[5 * 40];
        var output = new float[5 * 112];
        output.AsSpan().Fill(7f);
        for (var row = 0; row < 5; row++)
        {
            problem.Input.AsSpan(row * 20, 20).CopyTo(input.AsSpan((row * 40) + 3));
        }

        Gemm.Multiply(
            new MatrixView(input, 5, 40).SliceColumns(3, 20), problem.Packed,
            new MatrixView(output, 5, 112).SliceColumns(30, 50), Activation.None, Tiers.Force(tier));
        var expected = problem.Expected();
        for (var row = 0; row < 5; row++)
        {
            var line = output.AsSpan(row * 112, 112).ToArray();
            Bits.AssertEqual(expected.AsSpan(row * 50, 50), line.AsSpan(30, 50));
            Assert.All(line[..30], x => Assert.Equal(7f, x));
            Assert.All(line[80..], x => Assert.Equal(7f, x));
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void NaN_and_infinity_reach_the_output_and_no_further(SimdTier tier)
    {
        var problem = new GemmProblem(9, 50, 40);
        Sample.Specials.CopyTo(problem.Input.AsSpan(4 * 40));
        Bits.AssertEqual(problem.Expected(), Run(problem, tier));
        Assert.All(Run(problem, tier)[..(4 * 50)], x => Assert.True(float.IsFinite(x)));

        // A subnormal product, and one that only a fused multiply-add keeps.
        var small = new GemmProblem(3, 50, 40, 1e-21);
        Assert.Contains(Run(small, tier), float.IsSubnormal);
        Bits.AssertEqual(small.Expected(), Run(small, tier));
    }

    [Fact]
    public void Shapes_that_do_not_fit_and_overlaps_are_errors()
    {
        using var packed = new PackedMatrix(4, 3);
        var data = new float[100];
        Assert.Throws<ArgumentException>(() => Multiply(packed, new(data, 2, 2), new(new float[8], 2, 4)));
        Assert.Throws<ArgumentException>(() => Multiply(packed, new(data, 2, 3), new(new float[8], 2, 3)));
        Assert.Throws<ArgumentException>(() => Multiply(packed, new(data, 2, 3), new(new float[12], 3, 4)));
        Assert.Throws<ArgumentException>(() => Multiply(packed, new(data, 2, 3), new(data.AsSpan(5), 2, 4)));
        Multiply(packed, new(data, 2, 3, 10), new(data.AsSpan(3), 2, 4, 10));
        Assert.Throws<ArgumentException>(() => Gemm.MultiplyAdd(
            new(new float[6], 2, 3), packed, new(data, 2, 3), new(data, 2, 4), KernelOptions.Default));
        Assert.Throws<ArgumentException>(() => Gemm.MultiplyAdd(
            new(new float[6], 2, 3), packed, new(data.AsSpan(1), 2, 4), new(data, 2, 4), KernelOptions.Default));
        packed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Multiply(packed, new(data, 2, 3), new(new float[8], 2, 4)));

        static void Multiply(PackedMatrix packed, MatrixView input, MatrixView output) =>
            Gemm.Multiply(input, packed, output, Activation.None, KernelOptions.Default);
    }

    private static float[] Run(GemmProblem problem, SimdTier tier)
    {
        float[] output = [];
        if (problem.M == 0 || problem.N == 0)
        {
            return problem.Multiply(Tiers.Force(tier));
        }

        Tiers.Run(tier, options => output = problem.Multiply(options));
        return output;
    }
}
