namespace Klue.Tokenizer.Tests;

public class StreamTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("나는 밥을 먹었다. [MASK] 😀e\u0301 ", 20_000));

    [Fact]
    public async Task A_long_text_gives_the_same_tokens_in_every_way()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var expected = Samples.Tokenizer.Encode(Long, new EncodingOptions { AddSpecialTokens = false });
        var tokens = Samples.Tokenizer.EncodeStream(new StringReader(Long)).ToList();
        Assert.Equal(expected.Ids, tokens.Select(token => token.Id));
        Assert.Equal(expected.Offsets, tokens.Select(token => new TokenOffset((int)token.Start, (int)token.End)));
        Assert.Equal(expected.WordIds, tokens.Select(token => (int?)token.Word));
        Assert.Equal(tokens, await ToList(Samples.Tokenizer.EncodeStreamAsync(new StringReader(Long), cancellation)));

        var utf8 = System.Text.Encoding.UTF8.GetBytes(Long);
        var bytes = Samples.Tokenizer.EncodeStream(new MemoryStream(utf8)).ToList();
        Assert.Equal(Samples.Tokenizer.Encode(utf8, new EncodingOptions { AddSpecialTokens = false }).Offsets,
            bytes.Select(token => new TokenOffset((int)token.Start, (int)token.End)));
        Assert.Equal(bytes, await ToList(Samples.Tokenizer.EncodeStreamAsync(new MemoryStream(utf8), cancellation)));
    }

    [Fact]
    public void A_word_longer_than_the_window_is_one_token()
    {
        var token = Assert.Single(Samples.Tokenizer.EncodeStream(new StringReader(new string('나', 200_000))));
        Assert.Equal(new StreamToken(1, 0, 200_000, 0), token);
    }

    [Fact]
    public async Task Cancelling_stops_the_reading()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ToList(Samples.Tokenizer.EncodeStreamAsync(new StringReader(Long), cancellation.Token)));
    }

    private static async Task<List<StreamToken>> ToList(IAsyncEnumerable<StreamToken> tokens)
    {
        List<StreamToken> list = [];
        await foreach (var token in tokens)
        {
            list.Add(token);
        }

        return list;
    }
}
