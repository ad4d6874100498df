using CsCheck;

namespace Klue.Kernels.Tests;

public class AttentionTests
{
    [Fact]
    public void Context_is_the_formula_in_float64_to_rounding()
    {
        var problem = AttentionProblem.Whole([5, 1, 17], heads: 3, headSize: 8);
        var actual = problem.Compute(KernelOptions.Default);
        problem.ForEachContext((row, column, weights, values) =>
            Assert.Equal(
                weights.Zip(values, (weight, value) => weight * value).Sum() / weights.Sum(),
                actual[(row * problem.H) + column], 2e-6));
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Context_is_its_specification_to_the_bit(SimdTier tier)
    {
        (int[] Lengths, int Heads, int HeadSize)[] shapes =
        [
            ([1], 1, 1), ([2, 3], 2, 3), ([31, 32, 33, 1], 2, 16), ([65], 1, 64), ([12, 13, 24, 25], 3, 20), ([129], 1, 33),
            ([0, 7, 0], 2, 8),
        ];
        foreach (var (lengths, heads, headSize) in shapes)
        {
            var problem = AttentionProblem.Whole(lengths, heads, headSize);
            float[] actual = [];
            Tiers.Run(tier, options => actual = problem.Compute(options));
            Bits.AssertEqual(problem.Expected(), actual, $"[{string.Join(", ", lengths)}] x {heads} x {headSize}");
        }
    }

    [Fact]
    public void Random_batches_agree_in_all_tiers() =>
        Gen.Select(Gen.Int[1, 70].Array[1, 5], Gen.Int[1, 4], Gen.Int[1, 80], Gen.Int[1, 4]).Sample(
            (lengths, heads, headSize, threads) =>
            {
                var problem = AttentionProblem.Whole(lengths, heads, headSize);
                var expected = problem.Compute(Tiers.Force(SimdTier.Scalar));
                foreach (var tier in Tiers.Supported)
                {
                    Bits.AssertEqual(expected, problem.Compute(Tiers.Force(tier, threads)), $"{tier}");
                }
            },
            iter: LongRun.Count(3000));

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void A_text_does_not_depend_on_its_batch(SimdTier tier)
    {
        int[] lengths = [20, 3, 50];
        var batch = AttentionProblem.Whole(lengths, heads: 2, headSize: 32);
        var together = batch.Compute(Tiers.Force(tier));
        for (var (text, first) = (0, 0); text < lengths.Length; first += lengths[text], text++)
        {
            var alone = batch.Only(first, lengths[text]).Compute(Tiers.Force(tier));
            Bits.AssertEqual(together.AsSpan(first * batch.H, lengths[text] * batch.H), alone, $"text {text}");
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void First_rows_alone_and_rows_that_are_no_keys_keep_their_bits(SimdTier tier)
    {
        // Text 0: only its first row is asked for. Text 1: its first two rows are queries but no keys.
        var whole = AttentionProblem.Whole([9, 6], heads: 2, headSize: 16);
        var first = whole.Compute(Tiers.Force(tier)).AsSpan(0, whole.H).ToArray();
        var pruned = whole with
        {
            Queries = [.. whole.Queries[..whole.H], .. whole.Queries[(9 * whole.H)..]],
            QueryStarts = [0, 1, 7],
            KeyStarts = [0, 11],
            KeyCounts = [9, 4],
        };
        var actual = pruned.Compute(Tiers.Force(tier));
        Bits.AssertEqual(first, actual.AsSpan(0, whole.H), "first row");
        Bits.AssertEqual(pruned.Expected(), actual, "all rows");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(64)]
    public void Threads_change_nothing(int threads)
    {
        var problem = AttentionProblem.Whole([300, 5], heads: 3, headSize: 64);
        Bits.AssertEqual(
            problem.Compute(Tiers.Force(KernelInfo.Best)), problem.Compute(Tiers.Force(KernelInfo.Best, threads)));
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Large_scores_and_specials_do_what_the_specification_does(SimdTier tier)
    {
        var problem = AttentionProblem.Whole([40], heads: 2, headSize: 16);
        var large = problem with { Queries = [.. problem.Queries.Select(x => x * 1e4f)] };
        Bits.AssertEqual(large.Expected(), large.Compute(Tiers.Force(tier)), "large");
        Assert.All(large.Compute(Tiers.Force(tier)), x => Assert.True(float.IsFinite(x)));

        var special = problem with { Keys = Sample.WithSpecials(problem.Keys.Length, 1) };
        Bits.AssertEqual(special.Expected(), special.Compute(Tiers.Force(tier)), "specials");

        // NaN in one value reaches its own column only.
        problem.Values[0] = float.NaN;
        var actual = problem.Compute(Tiers.Force(tier));
        Assert.All(actual.Where((_, i) => i % problem.H == 0), x => Assert.True(float.IsNaN(x)));
        Assert.All(actual.Where((_, i) => i % problem.H != 0), x => Assert.True(float.IsFinite(x)));
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Probabilities_are_the_weights_divided_by_their_sum(SimdTier tier)
    {
        foreach (var length in (int[])[1, 2, 17, 40, 65])
        {
            var problem = AttentionProblem.Whole([length], heads: 1, headSize: 24);
            var actual = new float[length * length];
            Tiers.Run(tier, options => Attention.Probabilities(
                new(problem.Queries, length, 24), new(problem.Keys, length, 24), new(actual, length, length), options));
            for (var row = 0; row < length; row++)
            {
                var (weights, sum) = problem.Weigh(row, 0, 0);
                Bits.AssertEqual([.. weights.Select(weight => weight / sum)], actual.AsSpan(row * length, length));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void The_output_may_take_the_place_of_the_queries(SimdTier tier)
    {
        int[] lengths = [40, 1, 27];
        var problem = AttentionProblem.Whole(lengths, heads: 3, headSize: 20);
        int rows = lengths.Sum(), size = problem.H;
        var projected = new float[rows * 3 * size];
        for (var row = 0; row < rows; row++)
        {
            problem.Queries.AsSpan(row * size, size).CopyTo(projected.AsSpan(row * 3 * size));
            problem.Keys.AsSpan(row * size, size).CopyTo(projected.AsSpan(((row * 3) + 1) * size));
            problem.Values.AsSpan(row * size, size).CopyTo(projected.AsSpan(((row * 3) + 2) * size));
        }

        var expected = problem.Expected();
        foreach (var threads in (int[])[1, 4])
        {
            var work = projected.ToArray();
            var view = new MatrixView(work, rows, 3 * size);
            var queries = view.SliceColumns(0, size);
            Attention.Compute(
                queries, view.SliceColumns(size, size), view.SliceColumns(2 * size, size), queries,
                problem.QueryStarts, problem.KeyStarts, problem.KeyCounts, problem.Heads, Tiers.Force(tier, threads));
            for (var row = 0; row < rows; row++)
            {
                Bits.AssertEqual(expected.AsSpan(row * size, size), work.AsSpan(row * 3 * size, size), $"row {row}, {threads} threads");
                Bits.AssertEqual(
                    projected.AsSpan(((row * 3) + 1) * size, 2 * size), work.AsSpan(((row * 3) + 1) * size, 2 * size), "keys and values");
            }
        }
    }

    [Fact]
    public void An_output_over_its_operands_is_an_error()
    {
        var data = new float[8 * 12];
        Assert.Throws<ArgumentException>(() => Attend(data, output: 4));
        Assert.Throws<ArgumentException>(() => Attend(data, output: 8));
        Assert.Throws<ArgumentException>(() => Attend(data, output: 2));
        Attend(data, output: 0);

        // Queries, keys and values in columns 0, 4 and 8.
        static void Attend(float[] data, int output)
        {
            var view = new MatrixView(data, 8, 12);
            Attention.Compute(
                view.SliceColumns(0, 4), view.SliceColumns(4, 4), view.SliceColumns(8, 4), view.SliceColumns(output, 4),
                [0, 8], [0], [8], heads: 1, KernelOptions.Default);
        }
    }

    [Fact]
    public void Bad_arguments_are_errors()
    {
        var problem = AttentionProblem.Whole([4, 2], heads: 2, headSize: 4);
        Assert.Throws<ArgumentException>(() => (problem with { KeyCounts = [4, 0] }).Compute(KernelOptions.Default));
        Assert.Throws<ArgumentOutOfRangeException>(() => (problem with { KeyCounts = [4, 3] }).Compute(KernelOptions.Default));
        Assert.Throws<ArgumentOutOfRangeException>(() => (problem with { KeyStarts = [-1, 4] }).Compute(KernelOptions.Default));
        Assert.Throws<ArgumentOutOfRangeException>(() => (problem with { QueryStarts = [0, 4, 7] }).Compute(KernelOptions.Default));
        Assert.Throws<ArgumentOutOfRangeException>(() => (problem with { QueryStarts = [0, 4, 3] }).Compute(KernelOptions.Default));
        Assert.Throws<ArgumentException>(() => (problem with { QueryStarts = [0, 4] }).Compute(KernelOptions.Default));
        Assert.Throws<ArgumentException>(() => (problem with { Heads = 3 }).Compute(KernelOptions.Default));
        Assert.Throws<ArgumentException>(() => Attention.Probabilities(
            new(new float[4], 1, 4), new(default, 0, 4), new(default, 1, 0), KernelOptions.Default));
    }
}
