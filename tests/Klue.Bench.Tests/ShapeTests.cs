using Klue.Bench.Workloads;
using Klue.CommandLine;

namespace Klue.Bench.Tests;

/// <summary>What the names of shapes mean, and what work they are.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void A_batch_is_so_many_texts_of_so_many_tokens()
    {
        var shape = BatchShape.Parse("8x128");
        Assert.Equal("8x128", shape.Name);
        Assert.Equal(Enumerable.Repeat(128, 8), shape.Lengths);
    }

    [Fact]
    public void Mixed_is_32_texts_of_8_to_128_tokens()
    {
        var lengths = BatchShape.Parse("mixed").Lengths;
        Assert.Equal(32, lengths.Count);
        Assert.Equal(8, lengths.Min());
        Assert.Equal(128, lengths.Max());
        Assert.InRange(lengths.Average(), 30, 40);
    }

    [Fact]
    public void M_alone_is_every_layer_of_BERT_base()
    {
        Assert.Equal([new(8, 2304, 768), new(8, 768, 768), new(8, 3072, 768), new(8, 768, 3072)], GemmShape.Parse("8"));
        Assert.Equal([new(1, 2, 3)], GemmShape.Parse("1x2x3"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("8x-1")]
    [InlineData("1x2x3x4")]
    [InlineData("8x 16")]
    public void Anything_else_is_no_shape(string text)
    {
        Assert.Throws<UsageException>(() => BatchShape.Parse(text));
        Assert.Throws<UsageException>(() => GemmShape.Parse(text));
        Assert.Throws<UsageException>(() => OpShape.Parse(text));
    }

    [Fact]
    public void Work_counts_the_multiply_adds_of_linear_layers_and_attention()
    {
        // 12 layers, 16 tokens: 4 x 768^2 + 2 x 768 x 3072 weights for each token, 2 x 16^2 x 768 products in attention.
        var expected = 12.0 * 2 * ((16 * ((4 * 768 * 768) + (2 * 768 * 3072))) + (2 * 16 * 16 * 768));
        Assert.Equal(expected, BertWork.Operations(RandomBert.Config, BatchShape.Parse("1x16").Lengths));
        Assert.Equal(2 * expected, BertWork.Operations(RandomBert.Config, BatchShape.Parse("2x16").Lengths));
    }
}
