using System.Text.Json;
using Klue.Tokenizer;

namespace Klue.Cli.Input;

/// <summary>
/// A row of <c>klue tokenize --jsonl</c>: one or two texts, or the words of one or two texts, and how to encode them. Options
/// have the names that HF's own golden rows use: max_length, strategy, stride, pad_to, pad_side, add_special_tokens, is_pretokenized.
/// </summary>
internal sealed class TokenizeRow
{
    private readonly TextLine? _line;
    private readonly string[]? _words;
    private readonly string[]? _pairWords;
    private readonly string _text = "";
    private readonly string? _pair;
    private readonly EncodingOptions? _options;

    /// <summary>A row that was not read from a file.</summary>
    public TokenizeRow(string text, string? pair) => (_text, _pair) = (text, pair);

    private TokenizeRow(JsonRow row)
    {
        _line = row.Line;
        var options = row.Find("opts");
        var pretokenized = options is { } given && ReadOptions(row, given, out _options);
        if (pretokenized)
        {
            _words = Words(row, "text") ?? throw row.Line.Error("field \"text\" is missing.");
            _pairWords = Words(row, "pair");
        }
        else
        {
            _text = row.GetString("text");
            _pair = row.FindString("pair");
        }
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="UsageException">The line is no such row.</exception>
    public static TokenizeRow Read(TextLine line)
    {
        using var row = new JsonRow(line);
        return new TokenizeRow(row);
    }

    /// <summary>Encodes the row, its offsets in UTF-16 units or in code points.</summary>
    /// <exception cref="UsageException">Its options cannot be met.</exception>
    public Encoding Encode(BertTokenizer tokenizer, bool codePoints)
    {
        var encoding = Encode(tokenizer);
        return !codePoints ? encoding
            : _words is { } words ? encoding.InCodePoints(words, _pairWords)
            : encoding.InCodePoints(_text, _pair);
    }

    private Encoding Encode(BertTokenizer tokenizer)
    {
        try
        {
            return (_words, _pairWords, _pair) switch
            {
                ({ } words, { } pairWords, _) => tokenizer.EncodePair(words, pairWords, _options),
                ({ } words, null, _) => tokenizer.Encode(words, _options),
                (_, _, { } pair) => tokenizer.EncodePair(_text, pair, _options),
                _ => tokenizer.Encode(_text, _options),
            };
        }
        catch (Exception exception) when (_line is { } line && exception is TokenizerException or ArgumentException)
        {
            throw _line!.Value.Error(exception.Message, exception);
        }
    }

    private static string[]? Words(JsonRow row, string field)
    {
        if (row.Find(field) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(word => row.Text(field, word))]
            : throw row.Error(field, "an array of words, since is_pretokenized is set", value);
    }

    private static bool ReadOptions(JsonRow row, JsonElement given, out EncodingOptions options)
    {
        options = EncodingOptions.Default;
        if (given.ValueKind != JsonValueKind.Object)
        {
            throw row.Error("opts", "an object", given);
        }

        var pretokenized = false;
        foreach (var property in given.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null))
        {
            var (name, value) = (property.Name, property.Value);
            switch (name)
            {
                case "max_length": options = options with { MaxLength = Count(row, name, value) }; break;
                case "strategy": options = options with { Truncation = Strategy(row, name, value) }; break;
                case "stride": options = options with { Stride = Count(row, name, value) }; break;
                case "pad_to": options = options with { PadTo = Count(row, name, value) }; break;
                case "pad_side": options = options with { PaddingSide = PaddingSide(row, name, value) }; break;
                case "add_special_tokens": options = options with { AddSpecialTokens = Flag(row, name, value) }; break;
                case "is_pretokenized": pretokenized = Flag(row, name, value); break;
                default: throw row.Line.Error($"opts: unknown option \"{name}\".");
            }
        }

        return pretokenized;
    }

    private static int Count(JsonRow row, string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0
            ? count
            : throw row.Error(name, "a whole number, 0 or more", value);

    private static bool Flag(JsonRow row, string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw row.Error(name, "true or false", value);

    private static TruncationStrategy Strategy(JsonRow row, string name, JsonElement value) => row.Text(name, value) switch
    {
        "longest_first" => TruncationStrategy.LongestFirst,
        "only_first" => TruncationStrategy.OnlyFirst,
        "only_second" => TruncationStrategy.OnlySecond,
        var other => throw row.Line.Error($"opts: strategy \"{other}\"; expected longest_first, only_first or only_second."),
    };

    private static Side PaddingSide(JsonRow row, string name, JsonElement value) => row.Text(name, value) switch
    {
        "right" => Side.Right,
        "left" => Side.Left,
        var other => throw row.Line.Error($"opts: pad_side \"{other}\"; expected right or left."),
    };
}
