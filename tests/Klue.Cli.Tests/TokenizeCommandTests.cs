using System.Text.Json;
using Klue.Tests;

namespace Klue.Cli.Tests;

public sealed class TokenizeCommandTests
{
    private static readonly string[] Fields =
        ["ids", "tokens", "offsets", "type_ids", "attention_mask", "special_tokens_mask", "word_ids", "sequence_ids"];

    [Fact]
    public void A_row_has_every_field_of_an_encoding()
    {
        var row = Assert.Single(KlueRun.RunWithInput("""{"text":"영화 좋다","pair":"정말?"}""", "tokenize", "--jsonl").Succeeded().Rows);
        Assert.All(Fields, field => Assert.Equal(row.GetProperty("ids").GetArrayLength(), row.GetProperty(field).GetArrayLength()));
        Assert.False(row.TryGetProperty("overflow", out _));
        Assert.Equal("[CLS]", row.GetProperty("tokens")[0].GetString());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("word_ids")[0].ValueKind);
    }

    [Fact]
    public void Options_cut_pad_and_frame()
    {
        const string Row = """{"text":"배우들의 연기가 너무 좋았다","opts":{"max_length":6,"stride":1,"pad_to":8,"pad_side":"left"}}""";
        var row = Assert.Single(KlueRun.RunWithInput(Row, "tokenize", "--jsonl").Succeeded().Rows);
        Assert.Equal(8, row.GetProperty("ids").GetArrayLength());
        Assert.Equal(0, row.GetProperty("attention_mask")[0].GetInt32());
        Assert.NotEqual(0, row.GetProperty("overflow").GetArrayLength());
        Assert.Equal(8, row.GetProperty("overflow")[0].GetProperty("ids").GetArrayLength());
    }

    [Fact]
    public void Offsets_count_utf16_units_or_code_points()
    {
        const string Row = """{"text":"😀 영화"}""";
        Assert.Equal([3, 5], LastOffset(KlueRun.RunWithInput(Row, "tokenize", "--jsonl")));
        Assert.Equal([2, 4], LastOffset(KlueRun.RunWithInput(Row, "tokenize", "--jsonl", "--offsets", "codepoint")));

        static int[] LastOffset(CommandResult result) =>
            [.. result.Succeeded().Rows[0].GetProperty("offsets").EnumerateArray().SkipLast(1).Last().EnumerateArray().Select(end => end.GetInt32())];
    }

    [Fact]
    public void A_text_on_the_command_line_is_shown_as_a_table()
    {
        var lines = KlueRun.Run("tokenize", "영화 좋다").Succeeded().Lines;
        Assert.Equal("[CLS]\t2\t\t", lines[0]);
        Assert.StartsWith("영화\t", lines[1]);
    }

    [Theory]
    [InlineData("""{"text":1}""", "line 1", "text", "a string")]
    [InlineData("{\"text\":\"가\"}\n{\"pair\":\"나\"}", "line 2", "text", "missing")]
    [InlineData("""["text"]""", "line 1", "object")]
    [InlineData("""{"text":"가","opts":{"max_len":3}}""", "line 1", "max_len")]
    [InlineData("""{"text":"가","opts":{"strategy":"first"}}""", "line 1", "strategy", "first")]
    [InlineData("""{"text":"가나다","opts":{"max_length":1}}""", "line 1")]
    [InlineData("""{"text":"가","opts":{"is_pretokenized":true}}""", "line 1", "array of words")]
    [InlineData("""{"text":"\ud800"}""", "line 1", "surrogate")]
    [InlineData("{", "line 1", "JSON")]
    public void A_bad_row_is_named_by_its_line(string rows, params string[] words) =>
        KlueRun.RunWithInput(rows, "tokenize", "--jsonl").WasRefused([.. words, "standard input"]);

    [Fact]
    public void Invalid_utf8_is_named_by_its_line_and_byte() =>
        KlueRun.RunWithInput([.. "{\"text\":\"a\"}\n{\"text\":\""u8, 0xFF, .. "\"}"u8], "tokenize", "--jsonl").WasRefused("line 2", "UTF-8", "byte 10");

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Golden_encodings_come_out_of_the_command()
    {
        var model = Directory.EnumerateDirectories(Conformance.Path("tokenizer")).Single(folder => File.Exists(Path.Combine(folder, "vocab.txt")));
        var golden = File.ReadLines(Conformance.Path("tokenizer", "encodings.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var good = golden.Where(row => !row.TryGetProperty("error", out _)).ToArray();
        var rows = KlueRun.RunWithInput(string.Join('\n', good.Select(row => row.GetRawText())), "tokenize", "--jsonl", "--offsets", "codepoint", "-m", model)
            .Succeeded().Rows;
        Assert.Equal(good.Length, rows.Length);
        Assert.All(good.Zip(rows), pair => AssertSame(pair.First, pair.Second));
        Assert.All(
            golden.Where(row => row.TryGetProperty("error", out _)),
            row => KlueRun.RunWithInput(row.GetRawText(), "tokenize", "--jsonl", "-m", model).WasRefused("line 1"));
    }

    private static void AssertSame(JsonElement golden, JsonElement row)
    {
        foreach (var field in Fields.Append("overflow").Where(field => golden.TryGetProperty(field, out _)))
        {
            var (expected, found) = (golden.GetProperty(field), row.GetProperty(field));
            if (field == "overflow")
            {
                Assert.Equal(expected.GetArrayLength(), found.GetArrayLength());
                Assert.All(expected.EnumerateArray().Zip(found.EnumerateArray()), pair => AssertSame(pair.First, pair.Second));
            }
            else
            {
                Assert.True(JsonElement.DeepEquals(expected, found), $"{golden}: {field} is {found}");
            }
        }
    }
}
