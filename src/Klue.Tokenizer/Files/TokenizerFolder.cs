using System.Text.Encodings.Web;
using System.Text.Json;

namespace Klue.Tokenizer.Files;

/// <summary>Writes the files of a tokeniser as Hugging Face writes them.</summary>
internal static class TokenizerFolder
{
    /// <summary>What transformers writes for a model without a limit: a float of 1e30 as an integer.</summary>
    private const string NoLimit = "1000000000000000019884624838656";

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes vocab.txt, tokenizer.json, tokenizer_config.json and special_tokens_map.json.</summary>
    public static void Write(string folder, TokenizerDefinition definition, EncodingTemplate template, Vocabulary vocabulary)
    {
        Directory.CreateDirectory(folder);
        definition.Pieces.Save(Path.Combine(folder, "vocab.txt"));
        WriteJson("tokenizer.json", json => WriteTokenizer(json, definition, template, vocabulary));
        WriteJson("tokenizer_config.json", json => WriteConfig(json, definition));
        WriteJson("special_tokens_map.json", json => WriteSpecialTokens(json, definition));

        void WriteJson(string file, Action<Utf8JsonWriter> write) => ReplacedFile.Write(Path.Combine(folder, file), stream =>
        {
            using var json = new Utf8JsonWriter(stream, Indented);
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        });
    }

    private static void WriteTokenizer(
        Utf8JsonWriter json, TokenizerDefinition definition, EncodingTemplate template, Vocabulary vocabulary)
    {
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        json.WriteStartArray("added_tokens");
        foreach (var token in definition.AddedTokens.OrderBy(token => token.Id))
        {
            json.WriteStartObject();
            json.WriteNumber("id", token.Id);
            WriteAddedToken(json, token);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var options = definition.Options;
        json.WriteStartObject("normalizer");
        json.WriteString("type", "BertNormalizer");
        json.WriteBoolean("clean_text", options.CleanText);
        json.WriteBoolean("handle_chinese_chars", options.HandleChineseChars);
        WriteStripAccents(json, options);
        json.WriteBoolean("lowercase", options.Lowercase);
        json.WriteEndObject();
        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "BertPreTokenizer");
        json.WriteEndObject();
        WriteTemplate(json, template, vocabulary);
        json.WriteStartObject("decoder");
        json.WriteString("type", "WordPiece");
        json.WriteString("prefix", WordPiece.WordPieceTrie.ContinuationPrefix);
        json.WriteBoolean("cleanup", definition.CleanUp);
        json.WriteEndObject();
        json.WriteStartObject("model");
        json.WriteString("type", "WordPiece");
        json.WriteString("unk_token", options.UnkToken);
        json.WriteString("continuing_subword_prefix", WordPiece.WordPieceTrie.ContinuationPrefix);
        json.WriteNumber("max_input_chars_per_word", options.MaxInputCharsPerWord);
        json.WriteStartObject("vocab");
        for (var id = 0; id < definition.Pieces.Count; id++)
        {
            if (definition.Pieces[id] is { } token)
            {
                json.WriteNumber(token, id);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter json, EncodingTemplate template, Vocabulary vocabulary)
    {
        if (template == EncodingTemplate.None)
        {
            json.WriteNull("post_processor");
            return;
        }

        json.WriteStartObject("post_processor");
        json.WriteString("type", "TemplateProcessing");
        foreach (var isPair in (bool[])[false, true])
        {
            json.WriteStartArray(isPair ? "pair" : "single");
            foreach (var piece in template.For(isPair))
            {
                json.WriteStartObject();
                json.WriteStartObject(piece.Sequence is null ? "SpecialToken" : "Sequence");
                json.WriteString("id", piece.Sequence switch { null => vocabulary[piece.Id], 0 => "A", _ => "B" });
                json.WriteNumber("type_id", piece.TypeId);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("special_tokens");
        var special = template.Single.Concat(template.Pair).Where(piece => piece.Sequence is null);
        foreach (var id in special.Select(piece => piece.Id).Distinct())
        {
            var token = vocabulary[id]!;
            json.WriteStartObject(token);
            json.WriteString("id", token);
            json.WriteStartArray("ids");
            json.WriteNumberValue(id);
            json.WriteEndArray();
            json.WriteStartArray("tokens");
            json.WriteStringValue(token);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteConfig(Utf8JsonWriter json, TokenizerDefinition definition)
    {
        var options = definition.Options;
        json.WriteStartObject("added_tokens_decoder");
        foreach (var token in definition.AddedTokens.OrderBy(token => token.Id))
        {
            json.WriteStartObject($"{token.Id}");
            WriteAddedToken(json, token);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("do_basic_tokenize", true);
        json.WriteBoolean("do_lower_case", options.Lowercase);
        json.WritePropertyName("model_max_length");
        json.WriteRawValue(options.ModelMaxLength?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? NoLimit);
        json.WriteNull("never_split");
        WriteStripAccents(json, options);
        json.WriteBoolean("tokenize_chinese_chars", options.HandleChineseChars);
        json.WriteString("tokenizer_class", "BertTokenizer");
        WriteSpecialTokens(json, definition);
    }

    private static void WriteSpecialTokens(Utf8JsonWriter json, TokenizerDefinition definition)
    {
        var options = definition.Options;
        string[] more =
        [
            .. definition.AddedTokens.Where(token => token.Special).Select(token => token.Content)
                .Except(TokenizerDefinition.SpecialTokensOf(options)),
        ];
        if (more.Length > 0)
        {
            json.WriteStartArray("additional_special_tokens");
            Array.ForEach(more, json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteString("cls_token", options.ClsToken);
        json.WriteString("mask_token", options.MaskToken);
        json.WriteString("pad_token", options.PadToken);
        json.WriteString("sep_token", options.SepToken);
        json.WriteString("unk_token", options.UnkToken);
    }

    private static void WriteStripAccents(Utf8JsonWriter json, BertTokenizerOptions options)
    {
        if (options.StripAccents is { } strips)
        {
            json.WriteBoolean("strip_accents", strips);
        }
        else
        {
            json.WriteNull("strip_accents");
        }
    }

    private static void WriteAddedToken(Utf8JsonWriter json, AddedToken token)
    {
        json.WriteString("content", token.Content);
        json.WriteBoolean("single_word", token.SingleWord);
        json.WriteBoolean("lstrip", token.LeftStrip);
        json.WriteBoolean("rstrip", token.RightStrip);
        json.WriteBoolean("normalized", token.Normalized);
        json.WriteBoolean("special", token.Special);
    }
}
