namespace Klue.Tokenizer.Tests;

public class DecodingTests
{
    [Fact]
    public void Pieces_are_joined_and_spaces_before_punctuation_go()
    {
        var ids = Samples.Tokenizer.Encode("나는 밥을 먹었다. [MASK]!").Ids;
        Assert.Equal("[CLS] 나는 밥을 먹었다. [MASK]! [SEP]", Samples.Tokenizer.Decode(ids.AsSpan()));
        Assert.Equal("나는 밥을 먹었다.!", Samples.Tokenizer.Decode(ids.AsSpan(), skipSpecialTokens: true));
        Assert.Equal("나는 밥을 먹었다 . !", Samples.Tokenizer.Decode(ids.AsSpan(), skipSpecialTokens: true, cleanUp: false));
    }

    [Fact]
    public void A_continuation_at_the_beginning_keeps_its_mark() => Assert.Equal("##는 나", Samples.Tokenizer.Decode([6, 5]));

    [Theory]
    [InlineData(-1)]
    [InlineData(30)]
    public void Ids_outside_the_vocabulary_are_errors(int id) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Tokenizer.Decode([id]));
}
