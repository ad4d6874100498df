namespace Klue.Tokenizer.Tests;

public class EncodingTests
{
    private static readonly EncodingOptions Cut = new() { MaxLength = 5 };

    [Fact]
    public void A_text_is_framed_by_the_template()
    {
        var encoding = Samples.Tokenizer.Encode("나는 밥");
        Assert.Equal([2, 5, 6, 7, 3], encoding.Ids);
        Assert.Equal(["[CLS]", "나", "##는", "밥", "[SEP]"], encoding.Tokens);
        Assert.Equal([0, 0, 0, 0, 0], encoding.TypeIds);
        Assert.Equal([1, 1, 1, 1, 1], encoding.AttentionMask);
        Assert.Equal([1, 0, 0, 0, 1], encoding.SpecialTokensMask);
        Assert.Equal([null, 0, 0, 1, null], encoding.WordIds);
        Assert.Equal([null, 0, 0, 0, null], encoding.SequenceIds);
        Assert.Empty(encoding.Overflow);
    }

    [Fact]
    public void A_pair_has_two_types()
    {
        var encoding = Samples.Tokenizer.EncodePair("나는", "밥을");
        Assert.Equal("[CLS] 나 ##는 [SEP] 밥 ##을 [SEP]", encoding.Line());
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], encoding.TypeIds);
        Assert.Equal([null, 0, 0, null, 1, 1, null], encoding.SequenceIds);
    }

    [Fact]
    public void Windows_overlap_by_the_stride()
    {
        var encoding = Samples.Tokenizer.Encode("나는 밥을 먹었다", Cut with { Stride = 1 });
        Assert.Equal("[CLS] 나 ##는 밥 [SEP]", encoding.Line());
        Assert.Equal(["[CLS] 밥 ##을 먹 [SEP]", "[CLS] 먹 ##었 ##다 [SEP]"], encoding.Overflow.Select(window => window.Line()));
    }

    [Fact]
    public void Windows_can_be_cut_from_the_left()
    {
        var encoding = Samples.Tokenizer.Encode("나는 밥을 먹었다", Cut with { TruncationSide = Side.Left });
        Assert.Equal("[CLS] 먹 ##었 ##다 [SEP]", encoding.Line());
        Assert.Equal(["[CLS] ##는 밥 ##을 [SEP]", "[CLS] 나 [SEP]"], encoding.Overflow.Select(window => window.Line()));
    }

    [Theory]
    [InlineData(TruncationStrategy.LongestFirst, "[CLS] 나 ##는 [SEP] 밥 ##을 [SEP]")]
    [InlineData(TruncationStrategy.OnlyFirst, "[CLS] 나 [SEP] 밥 ##을 . [SEP]")]
    [InlineData(TruncationStrategy.OnlySecond, "[CLS] 나 ##는 ! [SEP] 밥 [SEP]")]
    public void A_pair_is_cut_as_the_strategy_says(TruncationStrategy strategy, string expected) =>
        Assert.Equal(expected, Samples.Tokenizer.EncodePair("나는!", "밥을.", Cut with { MaxLength = 7, Truncation = strategy }).Line());

    [Theory]
    [InlineData(1, TruncationStrategy.LongestFirst, 0)]
    [InlineData(5, TruncationStrategy.LongestFirst, 3)]
    [InlineData(4, TruncationStrategy.OnlyFirst, 0)]
    [InlineData(6, TruncationStrategy.None, 0)]
    public void What_cannot_be_cut_is_an_error(int maxLength, TruncationStrategy strategy, int stride)
    {
        var options = new EncodingOptions { MaxLength = maxLength, Truncation = strategy, Stride = stride };
        Assert.Throws<TruncationException>(() => maxLength == 4
            ? Samples.Tokenizer.EncodePair("나", "밥을 먹었다", options)
            : Samples.Tokenizer.Encode("나는 밥을 먹었다", options));
    }

    [Fact]
    public void Only_the_second_text_can_be_cut_only_if_there_is_one() => Assert.Throws<TruncationException>(
        () => Samples.Tokenizer.Encode("나는 밥을 먹었다", Cut with { Truncation = TruncationStrategy.OnlySecond }));

    [Theory]
    [InlineData(Side.Right, "[CLS] 나 [SEP] [PAD] [PAD]")]
    [InlineData(Side.Left, "[PAD] [PAD] [CLS] 나 [SEP]")]
    public void Padding_fills_up_without_attention(Side side, string expected)
    {
        var encoding = Samples.Tokenizer.Encode("나", new EncodingOptions { PadTo = 5, PaddingSide = side });
        Assert.Equal(expected, encoding.Line());
        Assert.Equal(3, encoding.AttentionMask.Sum());
        Assert.Equal(4, encoding.SpecialTokensMask.Sum());
        Assert.Equal(encoding.AttentionMask.Select(mask => mask == 0), encoding.Tokens.Select(token => token == "[PAD]"));
    }

    [Fact]
    public void Words_given_keep_their_numbers_and_their_own_offsets()
    {
        var encoding = Samples.Tokenizer.Encode(["나는", "밥을.", "😀"]);
        Assert.Equal([null, 0, 0, 1, 1, 1, 2, null], encoding.WordIds);
        Assert.Equal([(0, 0), (0, 1), (1, 2), (0, 1), (1, 2), (2, 3), (0, 2), (0, 0)], encoding.Offsets.Select(o => (o.Start, o.End)));
        Assert.Equal((0, 1), encoding.InCodePoints(["나는", "밥을.", "😀"]).Offsets[6] is var (start, end) ? (start, end) : default);
    }

    [Fact]
    public void Offsets_can_be_had_in_code_points()
    {
        var encoding = Samples.Tokenizer.Encode("😀 나");
        Assert.Equal(new TokenOffset(3, 4), encoding.Offsets[2]);
        Assert.Equal(new TokenOffset(2, 3), encoding.InCodePoints("😀 나").Offsets[2]);
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(5, -1, 0)]
    [InlineData(5, 0, -1)]
    public void Negative_lengths_mean_nothing(int maxLength, int stride, int padTo) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Samples.Tokenizer.Encode("나", new EncodingOptions { MaxLength = maxLength, Stride = stride, PadTo = padTo }));
}
