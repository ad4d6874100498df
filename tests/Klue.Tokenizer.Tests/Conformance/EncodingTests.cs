using System.Text;
using System.Text.Json;

namespace Klue.Tokenizer.Tests.Conformance;

[Trait(Klue.Tests.Conformance.Trait, Klue.Tests.Conformance.Category)]
public class EncodingTests
{
    [Fact]
    public void Every_encoding_equals_that_of_hugging_face()
    {
        var tokenizer = JsonRows.LoadTokenizer();
        foreach (var (line, row) in JsonRows.Read("encodings.jsonl"))
        {
            if (row.TryGetProperty("error", out _))
            {
                Assert.Throws<TruncationException>(() => Encode(tokenizer, row));
                continue;
            }

            var encoding = Encode(tokenizer, row);
            AssertEqual(row, InCodePoints(encoding, row), $"encodings.jsonl, line {line}");
            if (row.TryGetProperty("offsets_utf16", out _))
            {
                Assert.Equal(row.Offsets("offsets_utf16"), encoding.Offsets);
            }
        }
    }

    [Fact]
    public void Utf8_gives_the_same_encodings_with_offsets_in_bytes()
    {
        var tokenizer = JsonRows.LoadTokenizer();
        foreach (var (line, row) in JsonRows.Read("encodings.jsonl"))
        {
            var text = row.GetProperty("text");
            if (row.TryGetProperty("error", out _) || text.ValueKind != JsonValueKind.String)
            {
                continue;
            }

            var pair = row.TryGetProperty("pair", out var other) ? other.GetString() : null;
            var options = row.Options();
            var expected = pair is null
                ? tokenizer.Encode(text.GetString()!, options)
                : tokenizer.EncodePair(text.GetString()!, pair, options);
            var utf8 = System.Text.Encoding.UTF8.GetBytes(text.GetString()!);
            var found = pair is null
                ? tokenizer.Encode(utf8, options)
                : tokenizer.EncodePair(utf8, System.Text.Encoding.UTF8.GetBytes(pair), options);
            AssertSameInBytes(expected, found, text.GetString()!, pair, line);
        }
    }

    [Fact]
    public void Batches_streams_and_spans_give_the_same_tokens()
    {
        var tokenizer = JsonRows.LoadTokenizer();
        string[] texts =
        [
            .. JsonRows.Read("encodings.jsonl").Select(item => item.Row.GetProperty("text"))
                .Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!),
        ];
        var options = new EncodingOptions { AddSpecialTokens = false };
        var oneThread = tokenizer.EncodeBatch(texts, options, maxDegreeOfParallelism: 1);
        var twoThreads = tokenizer.EncodeBatch(texts, options, maxDegreeOfParallelism: 2);
        var idBatch = tokenizer.EncodeBatchToIds(texts, addSpecialTokens: false, maxDegreeOfParallelism: 2);
        var ids = new int[10_000];
        var tokens = new Token[10_000];
        for (var i = 0; i < texts.Length; i++)
        {
            var expected = tokenizer.Encode(texts[i], options);
            var utf8 = System.Text.Encoding.UTF8.GetBytes(texts[i]);
            Assert.Equal(expected.Ids, oneThread[i].Ids);
            Assert.Equal(expected.Offsets, twoThreads[i].Offsets);
            Assert.Equal(expected.Ids, idBatch[i].ToArray());
            Assert.Equal(expected.Ids, tokenizer.EncodeStream(new StringReader(texts[i])).Select(token => token.Id));
            Assert.Equal(expected.Ids, tokenizer.EncodeStream(new MemoryStream(utf8)).Select(token => token.Id));
            Assert.Equal(expected.Ids, ids[..tokenizer.EncodeToIds(texts[i], ids, out _, addSpecialTokens: false)]);
            Assert.Equal(expected.Ids, ids[..tokenizer.EncodeToIds(utf8, ids, out _, addSpecialTokens: false)]);
            Assert.Equal(expected.Offsets,
                tokens[..tokenizer.EncodeToTokens(texts[i], tokens, out _)].Select(token => new TokenOffset(token.Start, token.End)));
            Assert.Equal(expected.Count, tokenizer.CountTokens(utf8, addSpecialTokens: false));
        }
    }

    private static void AssertSameInBytes(Encoding expected, Encoding found, string text, string? pair, int line)
    {
        Assert.Equal(expected.Ids, found.Ids);
        Assert.Equal(expected.WordIds, found.WordIds);
        for (var i = 0; i < expected.Count; i++)
        {
            var source = expected.SequenceIds[i] == 1 ? pair! : text;
            var (start, end) = expected.Offsets[i];
            var bytes = new TokenOffset(Bytes(source, start), Bytes(source, end));
            Assert.True(bytes == found.Offsets[i], $"encodings.jsonl, line {line}, token {i}: expected {bytes}, found {found.Offsets[i]}");
        }

        Assert.Equal(expected.Overflow.Length, found.Overflow.Length);
        foreach (var (one, other) in expected.Overflow.Zip(found.Overflow))
        {
            AssertSameInBytes(one, other, text, pair, line);
        }
    }

    private static int Bytes(string text, int index) => System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, index));

    private static Encoding Encode(BertTokenizer tokenizer, JsonElement row)
    {
        var text = row.GetProperty("text");
        if (text.ValueKind == JsonValueKind.Array)
        {
            return tokenizer.Encode(row.Strings("text"), row.Options());
        }

        return row.TryGetProperty("pair", out var pair) && pair.ValueKind == JsonValueKind.String
            ? tokenizer.EncodePair(text.GetString()!, pair.GetString()!, row.Options())
            : tokenizer.Encode(text.GetString()!, row.Options());
    }

    private static Encoding InCodePoints(Encoding encoding, JsonElement row)
    {
        var text = row.GetProperty("text");
        return text.ValueKind == JsonValueKind.Array ? encoding.InCodePoints(row.Strings("text"))
            : encoding.InCodePoints(text.GetString()!, row.TryGetProperty("pair", out var pair) ? pair.GetString() : null);
    }

    private static void AssertEqual(JsonElement row, Encoding encoding, string place)
    {
        var differences = new StringBuilder();
        Compare("ids", row.Ints("ids"), encoding.Ids);
        Compare("tokens", row.Strings("tokens"), encoding.Tokens);
        Compare("offsets", row.Offsets("offsets"), encoding.Offsets);
        Compare("type_ids", row.Ints("type_ids"), encoding.TypeIds);
        Compare("attention_mask", row.Ints("attention_mask"), encoding.AttentionMask);
        Compare("special_tokens_mask", row.Ints("special_tokens_mask"), encoding.SpecialTokensMask);
        Compare("word_ids", row.NullableInts("word_ids"), encoding.WordIds);
        Compare("sequence_ids", row.NullableInts("sequence_ids"), encoding.SequenceIds);
        Assert.True(differences.Length == 0, $"{place}: {differences}");

        JsonElement[] overflow = row.TryGetProperty("overflow", out var windows) ? [.. windows.EnumerateArray()] : [];
        Assert.True(overflow.Length == encoding.Overflow.Length, $"{place}: {encoding.Overflow.Length} windows, not {overflow.Length}");
        for (var i = 0; i < overflow.Length; i++)
        {
            AssertEqual(overflow[i], encoding.Overflow[i], $"{place}, window {i}");
        }

        void Compare<T>(string name, IEnumerable<T> expected, IEnumerable<T> found)
        {
            if (!expected.SequenceEqual(found))
            {
                differences.Append($"{name} expected [{string.Join(' ', expected)}], found [{string.Join(' ', found)}]. ");
            }
        }
    }
}
