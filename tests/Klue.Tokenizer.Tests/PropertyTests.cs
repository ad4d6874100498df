using CsCheck;
using Klue.Tests;

namespace Klue.Tokenizer.Tests;

/// <summary>What holds for every text.</summary>
public class PropertyTests
{
    private static readonly EncodingOptions Bare = new() { AddSpecialTokens = false };

    [Fact]
    public void The_trie_cuts_words_as_the_naive_search_does() =>
        Gen.Select(
            Gen.Char["abc"].Array[1, 5].Select(letters => new string(letters)).Array[1, 8],
            Gen.Char["abc"].Array[1, 5].Select(letters => "##" + new string(letters)).Array[0, 8],
            Gen.Char["abcd"].Array[1, 12].Select(letters => new string(letters)).Array[1, 10])
        .Sample(
            (beginnings, continuations, words) =>
            {
                var vocabulary = new Vocabulary(
                    ((string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. beginnings, .. continuations]).Distinct());
                var tokenizer = BertTokenizer.FromVocabulary(vocabulary);
                return words.All(word => tokenizer.Tokenize(word).SequenceEqual(NaiveWordPiece.Split(vocabulary, word)));
            },
            iter: LongRun.Count(10_000));

    [Fact]
    public void Offsets_are_in_order_and_in_range() =>
        Texts.WithTokenizer.Sample(
            (tokenizer, text) =>
            {
                var (end, word) = (0, 0);
                foreach (var token in Tokens(tokenizer, text))
                {
                    Assert.InRange(token.Start, 0, token.End - 1);
                    Assert.InRange(token.End, end, text.Length);
                    Assert.InRange(token.Word, word, word + 1);
                    Assert.False(SplitsPair(text, token.Start) || SplitsPair(text, token.End));
                    (end, word) = (token.End, token.Word);
                }
            },
            iter: LongRun.Count(10_000_000));

    [Fact]
    public void Utf8_gives_the_same_tokens() =>
        Texts.WithTokenizer.Where((_, text) => !HasLoneSurrogate(text)).Sample(
            (tokenizer, text) =>
            {
                var expected = Tokens(tokenizer, text).Select(token => token with { Start = Bytes(token.Start), End = Bytes(token.End) });
                var tokens = new Token[100];
                var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
                var count = tokenizer.EncodeToTokens(utf8, tokens, out var consumed);
                Assert.Equal(utf8.Length, consumed);
                Assert.Equal(expected, tokens[..count]);

                int Bytes(int index) => System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, index));
            },
            iter: LongRun.Count(1_000_000));

    [Fact]
    public void Every_way_to_encode_gives_the_same_ids() =>
        Texts.WithTokenizer.Sample(
            (tokenizer, text) =>
            {
                var ids = Tokens(tokenizer, text).Select(token => token.Id).ToArray();
                Assert.Equal(ids, tokenizer.Encode(text, Bare).Ids);
                Assert.Equal(ids.Length, tokenizer.CountTokens(text, addSpecialTokens: false));
                var buffer = new int[ids.Length + 2];
                Assert.Equal(ids.Length, tokenizer.EncodeToIds(text, buffer, out _, addSpecialTokens: false));
                Assert.Equal(ids, buffer[..ids.Length]);
            },
            iter: LongRun.Count(1_000_000));

    [Fact]
    public void A_stream_gives_the_tokens_of_the_whole() =>
        Gen.Select(Texts.WithTokenizer, Gen.Int[1, 9]).Sample(
            (sample, portion) =>
            {
                var (tokenizer, text) = sample;
                var expected = Tokens(tokenizer, text).Select(token => new StreamToken(token.Id, token.Start, token.End, token.Word));
                Assert.Equal(expected, tokenizer.EncodeStream(new PortionReader(text, portion)));
            },
            iter: LongRun.Count(500_000));

    [Fact]
    public void Before_a_cut_there_are_as_many_tokens_as_it_says() =>
        Gen.Select(Texts.WithTokenizerToCut, Gen.Int[0, 12]).Sample(
            (sample, limit) =>
            {
                var (tokenizer, text) = sample;
                var index = tokenizer.IndexOfTokenLimit(text, limit, out var count);
                Assert.InRange(count, 0, limit);
                Assert.Equal(count, tokenizer.CountTokens(text.AsSpan(0, index), addSpecialTokens: false));
                Assert.True(index == text.Length || !SplitsPair(text, index));
            },
            iter: LongRun.Count(1_000_000));

    [Fact]
    public void Chunks_keep_the_limit_and_leave_nothing_out() =>
        Gen.Select(Texts.WithTokenizerToCut, Gen.Int[8, 14], Gen.Int[0, 5]).Sample(
            (sample, limit, overlap) =>
            {
                var (tokenizer, text) = sample;
                var (end, previous) = (0, default(TextChunk));
                foreach (var chunk in tokenizer.Chunk(text, limit, overlap, addSpecialTokens: false))
                {
                    var slice = text.AsSpan(chunk.Start, chunk.End - chunk.Start);
                    Assert.InRange(chunk.TokenCount, 1, limit);
                    Assert.Equal(chunk.TokenCount, tokenizer.CountTokens(slice, addSpecialTokens: false));
                    Assert.True(chunk.End > previous.End && chunk.Start > previous.Start || previous == default);
                    var gap = chunk.Start > end ? text.AsSpan(end, chunk.Start - end) : [];
                    Assert.Equal(0, tokenizer.CountTokens(gap, addSpecialTokens: false));
                    Assert.True(overlap > 0 || chunk.Start >= end);
                    Assert.False(SplitsPair(text, chunk.Start) || SplitsPair(text, chunk.End));
                    (end, previous) = (chunk.End, chunk);
                }

                Assert.Equal(0, tokenizer.CountTokens(text.AsSpan(end), addSpecialTokens: false));
            },
            iter: LongRun.Count(1_000_000));

    [Fact]
    public void Stride_windows_cover_everything() =>
        Gen.Select(Texts.WithTokenizer, Gen.Int[1, 9], Gen.Int[0, 8]).Where((_, length, stride) => stride < length).Sample(
            (sample, length, stride) =>
            {
                var (tokenizer, text) = sample;
                var whole = tokenizer.Encode(text, Bare);
                var cut = tokenizer.Encode(text, Bare with { MaxLength = length, Stride = stride });
                List<int> ids = [.. cut.Ids];
                foreach (var window in cut.Overflow)
                {
                    Assert.InRange(window.Count, 1, length);
                    Assert.Equal(ids[^stride..], window.Ids[..stride]);
                    ids.AddRange(window.Ids[stride..]);
                }

                Assert.Equal(whole.Ids, ids);
            },
            iter: LongRun.Count(500_000));

    [Fact]
    public void Known_text_comes_back_from_its_ids() =>
        Texts.WithTokenizerToCut.Sample(
            (tokenizer, text) =>
            {
                var ids = tokenizer.Encode(text, Bare).Ids;
                if (!ids.Contains(tokenizer.UnkId) && ids.All(id => id < Samples.Vocabulary.Count && id > 4))
                {
                    Assert.Equal(ids, tokenizer.Encode(tokenizer.Decode(ids.AsSpan(), cleanUp: false), Bare).Ids);
                }
            },
            iter: LongRun.Count(1_000_000));

    private static Token[] Tokens(BertTokenizer tokenizer, string text)
    {
        var tokens = new Token[100];
        var count = tokenizer.EncodeToTokens(text, tokens, out var consumed);
        Assert.Equal(text.Length, consumed);
        return tokens[..count];
    }

    private static bool SplitsPair(string text, int index) =>
        index > 0 && index < text.Length && char.IsHighSurrogate(text[index - 1]) && char.IsLowSurrogate(text[index]);

    private static bool HasLoneSurrogate(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) != text;
}
