namespace Klue.Tokenizer.Tests;

public class SpanTests
{
    private const string Text = "나는 밥을 먹었다. [MASK]!";

    [Fact]
    public void Ids_go_where_the_caller_says()
    {
        Span<int> ids = stackalloc int[20];
        var count = Samples.Tokenizer.EncodeToIds(Text, ids, out var consumed);
        Assert.Equal(Samples.Tokenizer.Encode(Text).Ids, ids[..count].ToArray());
        Assert.Equal(Text.Length, consumed);
        count = Samples.Tokenizer.EncodeToIds(System.Text.Encoding.UTF8.GetBytes(Text), ids, out consumed, addSpecialTokens: false);
        Assert.Equal(Samples.Tokenizer.Encode(Text).Ids.AsSpan()[1..^1].ToArray(), ids[..count].ToArray());
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(Text), consumed);
    }

    [Fact]
    public void Without_room_for_the_next_word_encoding_stops_before_it()
    {
        Span<int> ids = stackalloc int[6];
        var count = Samples.Tokenizer.EncodeToIds(Text, ids, out var consumed);
        Assert.Equal([2, 5, 6, 7, 8, 3], ids[..count].ToArray());
        Assert.Equal("나는 밥을 ", Text[..consumed]);
        Assert.Throws<ArgumentException>(() => Samples.Tokenizer.EncodeToIds(Text, new int[1], out _));
    }

    [Fact]
    public void Tokens_can_be_had_in_portions()
    {
        var whole = Samples.Tokenizer.Encode(Text, new EncodingOptions { AddSpecialTokens = false });
        List<int> ids = [];
        var tokens = new Token[3];
        for (var rest = Text.AsSpan(); !rest.IsEmpty;)
        {
            var count = Samples.Tokenizer.EncodeToTokens(rest, tokens, out var consumed);
            ids.AddRange(tokens[..count].Select(token => token.Id));
            rest = rest[consumed..];
        }

        Assert.Equal(whole.Ids, ids);
    }

    [Theory]
    [InlineData(0, "", 0)]
    [InlineData(1, "나", 1)]
    [InlineData(2, "나는", 2)]
    [InlineData(4, "나는 밥을", 4)]
    [InlineData(9, "나는 밥을 먹었다. [MASK]", 9)]
    [InlineData(10, Text, 10)]
    [InlineData(11, Text, 10)]
    public void A_text_can_be_cut_at_a_number_of_tokens(int limit, string before, int count)
    {
        var index = Samples.Tokenizer.IndexOfTokenLimit(Text, limit, out var tokenCount);
        Assert.Equal(before, Text[..index]);
        Assert.Equal(count, tokenCount);
        Assert.Equal(count, Samples.Tokenizer.CountTokens(before, addSpecialTokens: false));
        Assert.Equal(count + 2, Samples.Tokenizer.CountTokens(System.Text.Encoding.UTF8.GetBytes(before)));
    }

    [Fact]
    public void Two_tokens_of_one_character_stay_together()
    {
        var vocabulary = new Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "i", "##\u0307", "##i"]);
        var tokenizer = BertTokenizer.FromVocabulary(vocabulary, new BertTokenizerOptions { Lowercase = true, StripAccents = false });
        Assert.Equal("i ##\u0307 ##i ##\u0307", tokenizer.Pieces("İİ"));
        Assert.Equal(1, tokenizer.IndexOfTokenLimit("İİ", 3, out var count));
        Assert.Equal(2, count);
    }

    [Fact]
    public void Encoding_into_spans_allocates_nothing()
    {
        var ids = new int[100];
        var tokens = new Token[100];
        var utf8 = System.Text.Encoding.UTF8.GetBytes(Text + " cafe\u0301 😀");
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Samples.Tokenizer.EncodeToIds(Text, ids, out _);
            Samples.Tokenizer.EncodeToIds(utf8, ids, out _);
            Samples.Tokenizer.EncodeToTokens(Text, tokens, out _);
            Samples.Tokenizer.EncodeToTokens(utf8, tokens, out _);
            Samples.Tokenizer.CountTokens(utf8);
            Samples.Tokenizer.IndexOfTokenLimit(Text, 5, out _);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();
        Assert.Equal(0, Allocated());
    }
}
