namespace Klue.Kernels.Tests;

/// <summary>LayerNorm, softmax and the sum of embeddings.</summary>
public class RowTests
{
    private const int Rows = 3;

    public static TheoryData<SimdTier, WeightFormat> TiersAndFormats =>
        [.. from tier in Enum.GetValues<SimdTier>() from format in (WeightFormat[])[WeightFormat.F32, WeightFormat.BF16, WeightFormat.F16] select (tier, format)];

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void LayerNorm_is_its_specification_to_the_bit(SimdTier tier)
    {
        foreach (var length in Sample.Lengths.Where(length => length > 0))
        {
            var weight = Sample.Normal(length, 1);
            var bias = Sample.Normal(length, 2);
            foreach (var input in (float[][])[Sample.Normal(Rows * length, length), Sample.WithSpecials(Rows * length, length)])
            {
                var actual = input.ToArray();
                Tiers.Run(tier, options => LayerNorm.Apply(new(actual, Rows, length), weight, bias, 1e-12f, options));
                for (var row = 0; row < Rows; row++)
                {
                    var expected = Specification.LayerNorm(input[(row * length)..((row + 1) * length)], weight, bias, 1e-12f);
                    Bits.AssertEqual(expected, actual.AsSpan(row * length, length), $"row {row} of {length}");
                }
            }
        }
    }

    [Fact]
    public void LayerNorm_is_the_formula_in_float64_to_rounding()
    {
        const int Length = 768;
        var input = Sample.Normal(Length, 1).Select(x => x + 100).ToArray();
        var weight = Sample.Normal(Length, 2);
        var bias = Sample.Normal(Length, 3);
        var actual = input.ToArray();
        LayerNorm.Apply(new(actual, 1, Length), weight, bias, 1e-12f, KernelOptions.Default);
        var mean = input.Average(x => (double)x);
        var deviation = Math.Sqrt(input.Average(x => (x - mean) * (x - mean)) + 1e-12);
        for (var i = 0; i < Length; i++)
        {
            Assert.Equal(((input[i] - mean) / deviation * weight[i]) + bias[i], actual[i], 3e-5);
        }
    }

    [Fact]
    public void LayerNorm_of_a_constant_row_is_its_bias()
    {
        float[] row = [5f, 5f, 5f, 5f];
        LayerNorm.Apply(new(row, 1, 4), [1f, 2f, 3f, 4f], [0f, 1f, 2f, 3f], 1e-12f, KernelOptions.Default);
        Assert.Equal([0f, 1f, 2f, 3f], row);
    }

    [Fact]
    public void LayerNorm_refuses_weights_of_another_length()
    {
        Assert.Throws<ArgumentException>(() => LayerNorm.Apply(new(new float[4], 1, 4), [1f], new float[4], 0, KernelOptions.Default));
        Assert.Throws<ArgumentException>(() => LayerNorm.Apply(new(new float[4], 1, 4), new float[4], [1f], 0, KernelOptions.Default));
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Softmax_is_its_specification_to_the_bit(SimdTier tier)
    {
        foreach (var length in Sample.Lengths.Where(length => length > 0))
        {
            foreach (var input in (float[][])[Sample.Normal(Rows * length, length, 4), Sample.WithSpecials(Rows * length, length)])
            {
                var actual = input.ToArray();
                Tiers.Run(tier, options => Softmax.Apply(new(actual, Rows, length), options));
                for (var row = 0; row < Rows; row++)
                {
                    var (weights, sum) = Specification.Weigh(input[(row * length)..((row + 1) * length)], 1f);
                    var expected = weights.Select(weight => weight / sum).ToArray();
                    Bits.AssertEqual(expected, actual.AsSpan(row * length, length), $"row {row} of {length}");
                }
            }
        }
    }

    [Fact]
    public void Softmax_sums_to_one_and_knows_infinities()
    {
        float[] row = [1f, 2f, float.NegativeInfinity, 3f];
        Softmax.Apply(new(row, 1, 4), KernelOptions.Default);
        Assert.Equal(1.0, row.Sum(x => (double)x), 1e-6);
        Assert.Equal(0f, row[2]);

        float[] hopeless = [float.NegativeInfinity, float.NegativeInfinity];
        Softmax.Apply(new(hopeless, 1, 2), KernelOptions.Default);
        Assert.All(hopeless, x => Assert.True(float.IsNaN(x)));

        float[] infinite = [1f, float.PositiveInfinity];
        Softmax.Apply(new(infinite, 1, 2), KernelOptions.Default);
        Assert.All(infinite[1..], x => Assert.True(float.IsNaN(x)));
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Softmax_of_a_row_with_NaN_is_NaN_wherever_it_stands(SimdTier tier)
    {
        var options = Tiers.Force(tier);
        for (var length = 1; length <= 40; length++)
        {
            for (var place = 0; place < length; place++)
            {
                var row = Sample.Normal(length, length);
                row[place] = float.NaN;
                Softmax.Apply(new(row, 1, length), options);
                Assert.All(row, x => Assert.True(float.IsNaN(x)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndFormats))]
    public void Embeddings_are_added_word_then_type_then_position(SimdTier tier, WeightFormat format)
    {
        foreach (var length in Sample.Lengths)
        {
            var words = Sample.Normal(7 * length, 1);
            var types = Sample.Normal(2 * length, 2);
            var positions = Sample.Normal(5 * length, 3);
            int[] ids = [6, 0, 3], typeIds = [1, 0, 1], positionIds = [0, 4, 2];
            var stride = MatrixView.PaddedStride(length);
            var output = new float[3 * stride];
            using var table = new PackedTable(7, length, format);
            table.SetRows(0, words);
            table.CopyRows(0, words);
            Tiers.Run(tier, options => Embedding.Sum(
                table, new(types, 2, length), new(positions, 5, length),
                ids, typeIds, positionIds, new(output, 3, length, stride), options));
            for (var row = 0; row < 3; row++)
            {
                var expected = Enumerable.Range(0, length).Select(i =>
                    words[(ids[row] * length) + i] + types[(typeIds[row] * length) + i] + positions[(positionIds[row] * length) + i]);
                Bits.AssertEqual([.. expected], output.AsSpan(row * stride, length), $"row {row} of {length}");
                Assert.All(output[((row * stride) + length)..((row + 1) * stride)], x => Assert.Equal(0f, x));
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    public void An_id_outside_its_table_is_an_error(int id)
    {
        float[] types = new float[2], positions = new float[5], output = new float[1];
        using var words = new PackedTable(7, 1, WeightFormat.F32);
        Assert.Throws<ArgumentOutOfRangeException>(() => Embedding.Sum(
            words, new(types, 2, 1), new(positions, 5, 1), [id], [0], [0], new(output, 1, 1), KernelOptions.Default));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Threads_change_nothing(int threads)
    {
        const int Many = 300, Length = 768;
        var input = Sample.Normal(Many * Length, 1);
        var weight = Sample.Normal(Length, 2);
        float[] one = [.. input], several = [.. input];
        LayerNorm.Apply(new(one, Many, Length), weight, weight, 1e-12f, Tiers.Force(KernelInfo.Best));
        LayerNorm.Apply(new(several, Many, Length), weight, weight, 1e-12f, Tiers.Force(KernelInfo.Best, threads));
        Bits.AssertEqual(one, several, "LayerNorm");
        Softmax.Apply(new(one, Many, Length), Tiers.Force(KernelInfo.Best));
        Softmax.Apply(new(several, Many, Length), Tiers.Force(KernelInfo.Best, threads));
        Bits.AssertEqual(one, several, "Softmax");
    }
}
