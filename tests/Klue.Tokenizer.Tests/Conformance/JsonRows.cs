using System.Text.Json;

namespace Klue.Tokenizer.Tests.Conformance;

/// <summary>The rows of a JSONL file of the golden data, and what they say of tokens.</summary>
internal static class JsonRows
{
    /// <summary>The rows of a file below the golden data's tokenizer folder, with their line numbers.</summary>
    public static IEnumerable<(int Line, JsonElement Row)> Read(string file)
    {
        var path = Klue.Tests.Conformance.Path("tokenizer", file);
        return File.ReadLines(path).Select((line, i) => (i + 1, JsonDocument.Parse(line).RootElement));
    }

    /// <summary>The tokeniser that the rows were made with.</summary>
    public static BertTokenizer LoadTokenizer() => BertTokenizer.Load(Klue.Tests.Conformance.Path("tokenizer", "klue-bert-base"));

    public static int[] Ints(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];

    public static int?[] NullableInts(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? (int?)null : item.GetInt32())];

    public static string[] Strings(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    public static TokenOffset[] Offsets(this JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(item => new TokenOffset(item[0].GetInt32(), item[1].GetInt32()))];

    /// <summary>The options of a row, as conformance/README.md names them.</summary>
    public static EncodingOptions Options(this JsonElement row)
    {
        if (!row.TryGetProperty("opts", out var options))
        {
            return EncodingOptions.Default;
        }

        return new EncodingOptions
        {
            MaxLength = Int("max_length"),
            Stride = Int("stride") ?? 0,
            PadTo = Int("pad_to"),
            AddSpecialTokens = !options.TryGetProperty("add_special_tokens", out var add) || add.GetBoolean(),
            PaddingSide = String("pad_side") == "left" ? Side.Left : Side.Right,
            Truncation = String("strategy") switch
            {
                "only_first" => TruncationStrategy.OnlyFirst,
                "only_second" => TruncationStrategy.OnlySecond,
                _ => TruncationStrategy.LongestFirst,
            },
        };

        int? Int(string name) => options.TryGetProperty(name, out var value) ? value.GetInt32() : null;
        string? String(string name) => options.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
