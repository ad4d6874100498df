using CsCheck;

namespace Klue.Kernels.Tests;

public class IntegerGemmTests
{
    private static readonly BitSplit[] Splits = [BitSplit.Fine, BitSplit.Fast, new(127, 2), new(100, 4)];

    /// <summary>Every tier with the limits of every split.</summary>
    public static TheoryData<SimdTier, int, int> TiersAndSplits =>
        [.. from tier in Enum.GetValues<SimdTier>() from split in Splits select (tier, split.InputLimit, split.Products)];

    [Theory]
    [MemberData(nameof(TiersAndSplits))]
    public void Every_element_is_that_of_the_specification(SimdTier tier, int inputLimit, int products)
    {
        // All tails of m, n and k.
        (int M, int N, int K)[] shapes =
        [
            (1, 1, 1), (1, 16, 8), (2, 15, 3), (3, 17, 0), (7, 96, 64), (8, 48, 17), (9, 5, 31), (13, 97, 33), (16, 16, 4), (17, 33, 12),
            (3, 50, 768), (2, 48, 3072), (0, 5, 5), (5, 0, 5), (200, 48, 5),
        ];
        foreach (var (m, n, k) in shapes)
        {
            using var problem = new IntegerGemmProblem(m, n, k, new(inputLimit, products));
            Bits.AssertEqual(problem.Expected(), Run(problem, tier), $"{m} x {n} x {k}");
        }
    }

    [Fact]
    public void Random_shapes_with_every_epilogue_agree_in_all_tiers() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 120], Gen.Int[0, 900], Gen.Enum<Activation>(), Gen.OneOf(Splits)).Sample(
            (m, n, k, activation, split) =>
            {
                using var problem = new IntegerGemmProblem(m, n, k, split);
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
    [MemberData(nameof(TiersAndSplits))]
    public void The_largest_numbers_do_not_overflow(SimdTier tier, int inputLimit, int products)
    {
        // Every input at the top of its range, and weights that fill their room.
        const int K = 3072;
        using var problem = new IntegerGemmProblem(9, 32, K, new(inputLimit, products), _ => 1f, i => i / K % 2 == 0 ? 1f : -1f);
        var output = Run(problem, tier);
        Assert.All(output.Select((x, i) => (x, i)), pair => Assert.Equal(problem.Bias[pair.i % 32] + (pair.i % 2 == 0 ? K : -K), pair.x, 0.5f));
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void A_row_does_not_depend_on_the_others_nor_on_its_place(SimdTier tier)
    {
        using var problem = new IntegerGemmProblem(211, 100, 70, BitSplit.Fast);
        var expected = problem.Multiply(Tiers.Force(tier));
        foreach (var (first, rows) in ((int, int)[])[(0, 1), (210, 1), (3, 2), (7, 8), (100, 13), (1, 200)])
        {
            var output = new float[rows * 100];
            Gemm.Multiply(
                new MatrixView(problem.Input, 211, 70).SliceRows(first, rows), problem.Packed, new(output, rows, 100), Activation.None, Tiers.Force(tier));
            Bits.AssertEqual(expected.AsSpan(first * 100, rows * 100).ToArray(), output, $"rows {first} to {first + rows}");
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void What_is_not_finite_spoils_its_own_row_alone(SimdTier tier)
    {
        using var problem = new IntegerGemmProblem(5, 20, 33, BitSplit.Fast);
        var expected = problem.Multiply(Tiers.Force(tier));
        (problem.Input[33], problem.Input[70], problem.Input[110]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        var output = problem.Multiply(Tiers.Force(tier));
        Assert.All(output[20..80], x => Assert.False(float.IsFinite(x)));
        Bits.AssertEqual(expected.AsSpan(0, 20), output.AsSpan(0, 20), "the row before");
        Bits.AssertEqual(expected.AsSpan(80), output.AsSpan(80), "the row behind");
    }

    [Theory]
    [InlineData(255, 2, 0.016)]
    [InlineData(255, 4, 0.018)]
    [InlineData(127, 4, 0.02)]
    public void The_product_is_near_that_of_float32(int inputLimit, int products, double tolerance)
    {
        using var problem = new IntegerGemmProblem(20, 64, 767, new(inputLimit, products));
        var exact = new GemmProblem(problem.Input, problem.Weights, problem.Bias, 20, 64, 767).Multiply(KernelOptions.Default);
        var output = problem.Multiply(KernelOptions.Default);
        var error = Math.Sqrt(output.Zip(exact, (x, y) => Math.Pow(x - y, 2)).Sum() / exact.Sum(y => Math.Pow(y, 2)));
        Assert.InRange(error, 0, tolerance);
    }

    [Fact]
    public void Rounded_weights_share_the_room_and_use_it() =>
        Gen.Select(Gen.Float[-1, 1].Array[1, 100], Gen.OneOf(Splits), Gen.Float[1e-3f, 1e3f]).Sample(
            (weights, split, size) =>
            {
                float[] row = [.. weights.Select(weight => weight * size)];
                var wholes = new sbyte[row.Length];
                var scale = Quantization.QuantizeRow(row, split, wholes);
                int[] sums = [.. Enumerable.Range(0, row.Length)
                    .GroupBy(k => (split.Products == 2 ? k / 2 : (k / 8 * 2) + (k % 4 / 2), row[k] < 0), k => Math.Abs((int)wholes[k]))
                    .Select(group => group.Sum())];
                Assert.All(sums, sum => Assert.InRange(sum, 0, split.SumLimit));

                // Rounding up may ask for half a step more for each weight of a group than there is; weights below 1e-30 are as good as zero.
                Assert.All(row.Zip(wholes), pair => Assert.InRange(Math.Abs(pair.First - (pair.Second * scale)), 0, (2.51f * scale) + 2e-30f));
                Assert.True(
                    scale < 1e-32f || wholes.Max(whole => Math.Abs((int)whole)) == split.WeightLimit || sums.Max() >= split.SumLimit - 2,
                    "a finer scale would do");
            },
            iter: LongRun.Count(30000));

    [Fact]
    public void Numbers_beyond_the_split_and_weights_that_are_not_finite_are_refused()
    {
        using var packed = new PackedMatrix(2, 3, WeightFormat.I8, BitSplit.Fast);
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, [64, 65, 0], [1f], []));
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, [-64, -65, 0], [1f], []));
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, [0, 0, -128], [1f], []));
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, [1, 2, 3, 64, 65, 0], [1f, 1f], []));
        var first = new float[3];
        packed.CopyRow(0, first);
        Assert.Equal([0f, 0f, 0f], first);
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, [1, 2], [1f], []));
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, [1f, float.NaN, 0f]));
        Assert.Throws<ArgumentException>(() => packed.SetInputFactors([1f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => packed.SetRows(2, [1, 2, 3], [1f], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PackedMatrix(1, 70_000, WeightFormat.I8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PackedMatrix(1, 3, WeightFormat.I8, default));
        using var singles = new PackedMatrix(2, 3);
        Assert.Throws<InvalidOperationException>(() => singles.SetRows(0, [1, 2, 3], [1f], []));
        Assert.Throws<InvalidOperationException>(() => singles.SetInputFactors([1f, 1f, 1f]));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(256, 2)]
    [InlineData(-1, 4)]
    [InlineData(255, 0)]
    [InlineData(255, 3)]
    [InlineData(255, 8)]
    public void Splits_that_kernels_do_not_know_are_refused(int inputLimit, int products) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BitSplit(inputLimit, products));

    [Fact]
    public void Rows_of_whole_numbers_are_kept_as_they_are()
    {
        using var packed = new PackedMatrix(17, 5, WeightFormat.I8, BitSplit.Fast);
        packed.SetRows(16, [-127, 127, 0, 1, -1], [0.5f], [3f]);
        var row = new float[5];
        packed.CopyRow(16, row);
        Assert.Equal([-63.5f, 63.5f, 0f, 0.5f, -0.5f], row);
        packed.CopyRow(15, row);
        Assert.Equal([0f, 0f, 0f, 0f, 0f], row);
    }

    private static float[] Run(IntegerGemmProblem problem, SimdTier tier)
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
