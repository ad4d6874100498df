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
    public void No_texts_make_no_encodings()
    {
        Assert.Empty(Samples.Tokenizer.EncodeBatch([]));
        Assert.Equal((0, 0), (Samples.Tokenizer.EncodeBatchToIds([]).Count, Samples.Tokenizer.EncodeBatchToIds([]).Ids.Length));
    }

    [Theory]
    [InlineData(1, null, true)]
    [InlineData(2, null, false)]
    [InlineData(8, 2, true)]
    [InlineData(2, 7, true)]
    [InlineData(-1, 5, false)]
    [InlineData(3, 0, false)]
    public void Ids_alone_stand_one_text_after_another(int threads, int? maxLength, bool addSpecialTokens)
    {
        // Also texts that are longer than a block of memory, and one that has more tokens than characters.
        var tokenizer = BertTokenizer.FromVocabulary(
            new Vocabulary([.. Samples.Vocabulary.Select(token => token!), "##\u0307"]), new BertTokenizerOptions { Lowercase = true, StripAccents = false });
        string[] texts = [.. Lines, string.Concat(Enumerable.Repeat("나는 밥을 ", 50_000)), new string('.', 70_000), .. Lines, "İİİİİ", ""];
        var batch = tokenizer.EncodeBatchToIds(texts, maxLength, addSpecialTokens, threads);
        var options = new EncodingOptions { MaxLength = maxLength, AddSpecialTokens = addSpecialTokens };
        Assert.Equal(texts.Length, batch.Count);
        Assert.Equal(batch.Ids.Length, batch.CumulativeLengths.Span[^1]);
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(tokenizer.Encode(texts[i], options).Ids, batch[i].ToArray());
        }
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<TruncationException>(() => Samples.Tokenizer.EncodeBatchToIds(Lines, maxLength: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Tokenizer.EncodeBatchToIds(Lines, maxLength: -1));
        Assert.Throws<ArgumentNullException>(() => Samples.Tokenizer.EncodeBatchToIds([null!]));
    }
}
