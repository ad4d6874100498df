namespace Klue.Tokenizer.Tests;

public class BatchTests
{
    private static readonly string[] Lines =
        [.. Enumerable.Range(0, 1000).Select(i => string.Concat(Enumerable.Repeat("나는 밥을 ", i % 7)) + i)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(-1)]
    public void Results_stand_in_the_order_of_the_texts(int threads)
    {
        var encodings = Samples.Tokenizer.EncodeBatch(Lines, maxDegreeOfParallelism: threads);
        var pairs = Samples.Tokenizer.EncodePairBatch([.. Lines.Select(line => (line, "먹었다"))], maxDegreeOfParallelism: threads);
        for (var i = 0; i < Lines.Length; i++)
        {
            Assert.Equal(Samples.Tokenizer.Encode(Lines[i]).Ids, encodings[i].Ids);
            Assert.Equal(Samples.Tokenizer.EncodePair(Lines[i], "먹었다").Ids, pairs[i].Ids);
        }
    }

    [Fact]
    public void The_error_of_a_text_is_the_error_of_the_batch() => Assert.Throws<TruncationException>(() =>
        Samples.Tokenizer.EncodeBatch(Lines, new EncodingOptions { MaxLength = 10, Truncation = TruncationStrategy.None }));

    [Fact]
    public void No_texts_make_no_encodings() => Assert.Empty(Samples.Tokenizer.EncodeBatch([]));
}
