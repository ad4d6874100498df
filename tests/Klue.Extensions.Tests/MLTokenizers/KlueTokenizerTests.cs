using System.Buffers;
using CsCheck;
using Klue.Extensions.MLTokenizers;
using Klue.Tests;
using Klue.Tokenizer;
using BertTokenizer = Klue.Tokenizer.BertTokenizer;

namespace Klue.Extensions.Tests.MLTokenizers;

/// <summary>The adapter beside the tokenizer that it stands on.</summary>
public sealed class KlueTokenizerTests
{
    private const string Sentence = "영화가 정말 재미있었다. [MASK] 👍🏽 Café 漢字";

    private static readonly BertTokenizer Klue = BertTokenizer.Load(SmallModel.FillMaskFolder);
    private static readonly EncodingOptions Bare = new() { AddSpecialTokens = false };

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char['가', '힣'].Select(letter => $"{letter}"),
        Gen.OneOf("영화", "재미", "있었다", " ", "  ", "\n", "[MASK]", "[UNK]", "é", "e\u0301", "漢", "👍", "\ud800", "\u200b", "a", "Z", "9", "."),
        Gen.Char.Select(letter => $"{letter}")).Array[0, 24].Select(string.Concat);

    // The abstract type is what callers hold.
    private readonly Microsoft.ML.Tokenizers.Tokenizer _tokenizer = new KlueTokenizer(Klue);

    [Fact]
    public void Ids_tokens_and_counts_are_Klues_own() => Texts.Sample(
        text =>
        {
            var expected = Klue.Encode(text, Bare);
            var tokens = _tokenizer.EncodeToTokens(text, out var normalized);
            Assert.Null(normalized);
            Assert.Equal(expected.Ids, tokens.Select(token => token.Id));
            Assert.Equal(expected.Tokens, tokens.Select(token => token.Value));
            Assert.Equal(expected.Offsets, tokens.Select(token => new TokenOffset(token.Offset.Start.Value, token.Offset.End.Value)));
            Assert.Equal(expected.Ids, _tokenizer.EncodeToIds(text));
            Assert.Equal(expected.Ids, _tokenizer.EncodeToIds(text.AsSpan()));
            Assert.Equal(expected.Count, _tokenizer.CountTokens(text));
            Assert.Equal(expected.Count, _tokenizer.CountTokens(text.AsSpan()));
            Assert.Equal(Klue.Decode(expected.Ids.AsSpan()), _tokenizer.Decode(expected.Ids));
        },
        iter: LongRun.Count(100_000));

    [Fact]
    public void A_limit_cuts_tokens_off_the_end_and_says_how_much_was_read() => Gen.Select(Texts, Gen.Int[1, 12]).Sample(
        (text, limit) =>
        {
            var all = Klue.Encode(text, Bare);
            var ids = _tokenizer.EncodeToIds(text, limit, out _, out var read);
            Assert.Equal(all.Ids.Take(limit), ids);
            Assert.Equal(read, _tokenizer.GetIndexByTokenCount(text, limit, out var normalized, out var count));
            Assert.Null(normalized);
            Assert.Equal(ids.Count, count);
            Assert.Equal(ids.Count, Klue.CountTokens(text.AsSpan(0, read), addSpecialTokens: false));
            if (all.Count <= limit)
            {
                Assert.Equal(text.Length, read);
            }
        },
        iter: LongRun.Count(100_000));

    [Fact]
    public void An_end_has_as_many_tokens_by_itself_as_is_said() => Gen.Select(Texts, Gen.Int[1, 12]).Sample(
        (text, limit) =>
        {
            var index = _tokenizer.GetIndexByTokenCountFromEnd(text, limit, out var normalized, out var count);
            Assert.Null(normalized);
            Assert.InRange(count, 0, limit);
            Assert.Equal(count, Klue.CountTokens(text.AsSpan(index), addSpecialTokens: false));
            if (Klue.CountTokens(text, addSpecialTokens: false) <= limit)
            {
                Assert.Equal(0, index);
            }
        },
        iter: LongRun.Count(100_000));

    [Fact]
    public void Offsets_count_the_callers_characters()
    {
        var tokens = _tokenizer.EncodeToTokens("\u200b영화  [MASK]", out _);
        Assert.Equal([("영화", 1..3), ("[MASK]", 5..11)], tokens.Select(token => (token.Value, token.Offset)));
    }

    [Fact]
    public void Decoding_into_a_span_stops_at_whole_tokens()
    {
        var ids = Klue.Encode(Sentence, Bare).Ids;
        var whole = _tokenizer.Decode(ids)!;
        for (var room = 0; room <= whole.Length + 1; room++)
        {
            var destination = new char[room];
            var status = _tokenizer.Decode(ids, destination, out var consumed, out var written);
            Assert.Equal(room < whole.Length ? OperationStatus.DestinationTooSmall : OperationStatus.Done, status);
            Assert.Equal(Klue.Decode(ids.AsSpan()[..consumed]), new string(destination, 0, written));
            if (consumed < ids.Length)
            {
                Assert.True(Klue.Decode(ids.AsSpan()[..(consumed + 1)]).Length > room);
            }
        }
    }

    [Fact]
    public void An_id_that_there_is_not_stops_decoding()
    {
        var ids = Klue.Encode("영화가", Bare).Ids;
        var destination = new char[64];
        Assert.Equal(OperationStatus.InvalidData, _tokenizer.Decode([.. ids, Klue.Vocabulary.Count, 5], destination, out var consumed, out var written));
        Assert.Equal(ids.Length, consumed);
        Assert.Equal("영화가", new string(destination, 0, written));
        Assert.Throws<ArgumentOutOfRangeException>(() => _tokenizer.Decode([-1]));
    }

    [Fact]
    public void What_cannot_be_switched_off_is_refused()
    {
        Assert.Contains("considerNormalization", Assert.Throws<NotSupportedException>(() => _tokenizer.CountTokens(Sentence, considerNormalization: false)).Message, StringComparison.Ordinal);
        Assert.Contains("considerPreTokenization", Assert.Throws<NotSupportedException>(() => _tokenizer.EncodeToIds(Sentence, considerPreTokenization: false)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => _tokenizer.EncodeToTokens(Sentence, out _, considerNormalization: false));
        Assert.Throws<NotSupportedException>(() => _tokenizer.GetIndexByTokenCount(Sentence, 3, out _, out _, considerPreTokenization: false));
    }

    [Fact]
    public void The_normaliser_can_be_looked_at()
    {
        Assert.Equal(Klue.Normalize(Sentence), _tokenizer.Normalizer!.Normalize(Sentence));
        Assert.Equal(Klue.Normalize(Sentence), _tokenizer.Normalizer.Normalize(Sentence.AsSpan()));
        Assert.Null(_tokenizer.PreTokenizer);
        Assert.Same(Klue, ((KlueTokenizer)_tokenizer).BertTokenizer);
    }
}
