using CsCheck;

namespace Klue.Kernels.Tests;

/// <summary>16-bit weights: the products are those of the widened weights, bit for bit.</summary>
public class HalfGemmTests
{
    public static TheoryData<SimdTier, WeightFormat> TiersAndFormats =>
        [.. from tier in Enum.GetValues<SimdTier>() from format in Formats select (tier, format)];

    private static WeightFormat[] Formats => [WeightFormat.BF16, WeightFormat.F16];

    [Theory]
    [MemberData(nameof(TiersAndFormats))]
    public void The_product_is_that_of_the_widened_weights(SimdTier tier, WeightFormat format)
    {
        // Few rows and many, all tails of n and k, and K beyond one slab and two.
        (int M, int N, int K)[] shapes =
        [
            (1, 1, 1), (1, 48, 16), (2, 47, 3), (3, 49, 0), (4, 97, 33), (5, 100, 769), (7, 96, 64), (8, 48, 17), (9, 5, 31), (13, 97, 33),
            (2, 10, 1600), (9, 50, 3072), (200, 48, 5), (20, 100, 800),
        ];
        foreach (var (m, n, k) in shapes)
        {
            using var halves = new HalfProblem(m, n, k, format);
            float[] output = [];
            Tiers.Run(tier, options => output = halves.Multiply(options));
            Bits.AssertEqual(halves.Expected(), output, $"{m} x {n} x {k}");
        }
    }

    [Fact]
    public void Random_shapes_with_every_epilogue_agree_with_float32_in_all_tiers() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 120], Gen.Int[0, 900], Gen.Enum<Activation>(), Gen.OneOf(Formats)).Sample(
            (m, n, k, activation, format) =>
            {
                using var halves = new HalfProblem(m, n, k, format);
                var expected = halves.Widened.Multiply(Tiers.Force(SimdTier.Scalar), activation);
                var expectedSum = halves.Widened.MultiplyAdd(Tiers.Force(SimdTier.Scalar));
                foreach (var tier in Tiers.Supported)
                {
                    Bits.AssertEqual(expected, halves.Multiply(Tiers.Force(tier, 2), activation), $"{tier} {activation}");
                    Bits.AssertEqual(expectedSum, halves.MultiplyAdd(Tiers.Force(tier, 2)), $"{tier} residual");
                }
            },
            iter: LongRun.Count(3000));

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Every_finite_half_is_widened_exactly(SimdTier tier)
    {
        Assert.SkipUnless(KernelInfo.IsSupported(tier), $"This machine has no {tier}.");
        ushort[] bits = [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)];
        float[] halves = [.. bits.Select(half => Half.IsFinite(BitConverter.UInt16BitsToHalf(half)) ? (float)BitConverter.UInt16BitsToHalf(half) : 0f)];
        using var table = new PackedTable(64, 1024, WeightFormat.F16);
        table.SetRows(0, halves);
        var output = new float[65536];
        int[] ids = [.. Enumerable.Range(0, 64)], zeros = new int[64];
        Embedding.Sum(
            table, new(new float[1024], 1, 1024), new(new float[1024], 1, 1024), ids, zeros, zeros, new(output, 64, 1024), Tiers.Force(tier));

        // -0 + 0 is +0.
        Bits.AssertEqual([.. halves.Select(x => x + 0f)], output);
    }

    [Fact]
    public void What_half_precision_cannot_hold_is_refused()
    {
        using var packed = new PackedMatrix(2, 3, WeightFormat.F16);
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, [1f, 65520f, 0f]));
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, [1f, float.NaN, 0f]));
        packed.SetRows(0, [1f, 65519f, -65504f]);
    }

    [Fact]
    public void Rows_take_half_the_memory_and_come_back_rounded()
    {
        using var singles = new PackedMatrix(96, 64);
        using var halves = new PackedMatrix(96, 64, WeightFormat.BF16);
        Assert.Equal((singles.ByteLength - (96 * sizeof(float))) / 2, halves.ByteLength - (96 * sizeof(float)));
        var row = new float[64];
        halves.SetRows(95, [.. Enumerable.Repeat(1f / 3, 64)]);
        halves.CopyRow(95, row);
        Assert.All(row, x => Assert.Equal(BitConverter.Int32BitsToSingle(0x3EAB0000), x));
    }

    private sealed class HalfProblem : IDisposable
    {
        private readonly PackedMatrix _packed;

        public HalfProblem(int m, int n, int k, WeightFormat format)
        {
            var problem = new GemmProblem(m, n, k);
            _packed = new PackedMatrix(n, k, format);
            _packed.SetRows(0, problem.Weights, problem.Bias);
            float[] widened = [.. problem.Weights];
            for (var row = 0; row < n; row++)
            {
                _packed.CopyRow(row, widened.AsSpan(row * k, k));
            }

            Widened = new GemmProblem(problem.Input, widened, problem.Bias, m, n, k);
            problem.Residual.CopyTo(Widened.Residual, 0);
        }

        /// <summary>The same product with the weights as float32.</summary>
        public GemmProblem Widened { get; }

        public float[] Expected() => Widened.Expected();

        public float[] Multiply(KernelOptions options, Activation activation = Activation.None)
        {
            var output = new float[Widened.M * Widened.N];
            Gemm.Multiply(new(Widened.Input, Widened.M, Widened.K), _packed, new(output, Widened.M, Widened.N), activation, options);
            return output;
        }

        public float[] MultiplyAdd(KernelOptions options)
        {
            var output = new float[Widened.M * Widened.N];
            Gemm.MultiplyAdd(
                new(Widened.Input, Widened.M, Widened.K), _packed, new(Widened.Residual, Widened.M, Widened.N), new(output, Widened.M, Widened.N), options);
            return output;
        }

        public void Dispose() => _packed.Dispose();
    }
}
