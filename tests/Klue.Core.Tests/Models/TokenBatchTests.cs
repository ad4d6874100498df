using Klue.Configuration;
using Klue.Models;

namespace Klue.Core.Tests.Models;

public sealed class TokenBatchTests
{
    private static readonly BertConfig Config = new() { VocabSize = 10, MaxPositionEmbeddings = 8, TypeVocabSize = 2 };

    private readonly TokenBatch _batch = new(Config);

    [Fact]
    public void Texts_lie_one_after_another_without_padding()
    {
        Assert.Equal(0, _batch.Add([2, 5, 3]));
        Assert.Equal(1, _batch.Add([2, 6, 7, 3, 0], [0, 0, 1, 1, 0], [1, 1, 1, 1, 0]));
        Assert.Equal([2, 5, 3, 2, 6, 7, 3], _batch.InputIds);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1], _batch.TokenTypeIds);
        Assert.Equal([0, 1, 2, 0, 1, 2, 3], _batch.PositionIds);
        Assert.Equal([0, 3, 7], _batch.RowStarts);
        Assert.Equal([0, 3], _batch.KeyStarts);
        Assert.Equal([3, 4], _batch.KeyCounts);
        Assert.Equal(5, _batch.RowOf(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => _batch.RowOf(1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => _batch.RowOf(2, 0));
    }

    [Fact]
    public void A_masked_row_that_is_read_is_a_query_at_its_own_position_but_no_key()
    {
        _batch.Add([0, 0, 2, 5], attentionMask: [0, 0, 1, 1], readColumns: [0]);
        Assert.Equal([2, 5, 0], _batch.InputIds);
        Assert.Equal([2, 3, 0], _batch.PositionIds);
        Assert.Equal([2, 3, 0], _batch.Columns);
        Assert.Equal([2], _batch.KeyCounts);
        Assert.Equal(2, _batch.RowOf(0, 0));
        Assert.Equal(0, _batch.RowOf(0, 2));
    }

    [Fact]
    public void Positions_of_RoBERTa_pass_over_padding()
    {
        var batch = new TokenBatch(Config with { ModelType = BertModelType.Roberta, PadTokenId = 1 });
        batch.Add([1, 1, 0, 5, 2], attentionMask: [0, 0, 1, 1, 1], readColumns: [1]);
        batch.Add([0, 1, 5]);
        Assert.Equal([2, 3, 4, 1, 2, 1, 3], batch.PositionIds);
    }

    [Fact]
    public void A_cleared_batch_is_an_empty_one()
    {
        _batch.Add([2, 5, 3]);
        _batch.Clear();
        Assert.Equal((0, 0), (_batch.TextCount, _batch.RowCount));
        Assert.Equal([0], _batch.RowStarts);
        Assert.Equal(0, _batch.Add([2, 3]));
        Assert.Equal([0, 2], _batch.RowStarts);
    }

    [Theory]
    [InlineData("no tokens", new int[0], new int[0], new int[0])]
    [InlineData("input_ids[1] is 10", new[] { 2, 10 }, new int[0], new int[0])]
    [InlineData("input_ids[0] is -1", new[] { -1, 2 }, new int[0], new int[0])]
    [InlineData("token_type_ids[1] is 2", new[] { 2, 3 }, new[] { 0, 2 }, new int[0])]
    [InlineData("tokenTypeIds has 1 entries; expected 2", new[] { 2, 3 }, new[] { 0 }, new int[0])]
    [InlineData("attention_mask is all zeros", new[] { 2, 3 }, new int[0], new[] { 0, 0 })]
    [InlineData("attention_mask[1] is 2", new[] { 2, 3 }, new int[0], new[] { 1, 2 })]
    [InlineData("9 tokens; the model takes at most 8", new[] { 2, 2, 2, 2, 2, 2, 2, 2, 2 }, new int[0], new int[0])]
    public void What_does_not_fit_the_model_is_refused(string reason, int[] ids, int[] types, int[] mask)
    {
        Assert.Contains(reason, Assert.Throws<InputException>(() => _batch.Add(ids, types, mask)).Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_batch.TextCount, _batch.RowCount));
    }
}
