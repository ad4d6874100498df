using System.Text.Json;

namespace Klue.Tokenizer.Tests;

/// <summary>A tokenizer.json of the sample vocabulary.</summary>
internal static class SampleJson
{
    public const string Normalizer =
        """{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":false}""";

    public const string Template =
        """
        {"type":"TemplateProcessing",
        "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
        "pair":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}},{"Sequence":{"id":"B","type_id":0}}],"special_tokens":{"[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
        "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}}
        """;

    /// <summary>The bytes of a file with an added token of every kind.</summary>
    public static byte[] WithFlags { get; } = System.Text.Encoding.UTF8.GetBytes(Write(string.Join(
        ',', AddedToken(4, "[MASK]"), AddedToken(30, "<x>", "lstrip"), AddedToken(31, "<y>", "rstrip"),
        AddedToken(32, "<z>", "single_word"), AddedToken(33, "<<"), AddedToken(34, "나밥", "normalized"), AddedToken(35, "É", "normalized"), AddedToken(36, "e 中", "normalized"))));

    /// <summary>An entry of added_tokens with at most one flag set.</summary>
    public static string AddedToken(int id, string content, string? flag = null)
    {
        return $$"""
            {"id":{{id}},"content":"{{content}}",
            {{Flag("single_word")}},{{Flag("lstrip")}},{{Flag("rstrip")}},{{Flag("normalized")}},"special":true}
            """;

        string Flag(string name) => $"\"{name}\":{(name == flag ? "true" : "false")}";
    }

    /// <summary>The file with these added tokens, and with parts replaced.</summary>
    public static string Write(
        string addedTokens = "",
        string normalizer = Normalizer,
        string preTokenizer = """{"type":"BertPreTokenizer"}""",
        string template = Template,
        string decoder = """{"type":"WordPiece","prefix":"##","cleanup":true}""",
        string? model = null)
    {
        var vocabulary = string.Join(',', Samples.Vocabulary.Select((token, id) => $"{JsonSerializer.Serialize(token)}:{id}"));
        model ??=
            $$"""
            {"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
            "vocab":{ {{vocabulary}} } }
            """;
        return $$"""
            {"version":"1.0","truncation":null,"padding":null,"added_tokens":[{{addedTokens}}],"normalizer":{{normalizer}},
            "pre_tokenizer":{{preTokenizer}},"post_processor":{{template}},"decoder":{{decoder}},"model":{{model}}}
            """;
    }
}
