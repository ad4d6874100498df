namespace Klue.Tokenizer.Tests;

public class BatchTests
{
    private static readonly string[] Lines = [.. Enumerable.Range(0, 1000).Select(i => string.Concat(Enumerable.Repeat("나는 밥을 ", i % 7)) + i)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(-1)]
    public void Results_stand_in_the_order_of_the_texts(int threads)
    {
        var encodings = Samples.Tokenizer.EncodeBatch(Lines, maxDegreeOfParallelism: threads);
        Assert.Equal(Lines.Select(line => Samples.Tokenizer.Encode(line).Ids), encodings.Select(encoding => encoding.Ids), new IdsComparer());
        var pairs = Samples.Tokenizer.EncodePairBatch([.. Lines.Select(line => (line, "먹었다"))], maxDegreeOfParallelism: threads);
        Assert.Equal(Lines.Select(line => Samples.Tokenizer.EncodePair(line, "먹었다").Ids), pairs.Select(pair => pair.Ids), new IdsComparer());
    }

    [Fact]
    public void The_error_of_a_text_is_the_error_of_the_batch() => Assert.Throws<TruncationException>(() =>
        Samples.Tokenizer.EncodeBatch(Lines, new EncodingOptions { MaxLength = 10, Truncation = TruncationStrategy.None }));

    [Fact]
    public void No_texts_make_no_encodings() => Assert.Empty(Samples.Tokenizer.EncodeBatch([]));

    private sealed class IdsComparer : IEqualityComparer<System.Collections.Immutable.ImmutableArray<int>>
    {
        public bool Equals(System.Collections.Immutable.ImmutableArray<int> x, System.Collections.Immutable.ImmutableArray<int> y) =>
            x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(System.Collections.Immutable.ImmutableArray<int> obj) => obj.Length;
    }
}
