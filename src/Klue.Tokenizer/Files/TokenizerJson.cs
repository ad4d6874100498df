using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer.Files;

/// <summary>Reads tokenizer.json. What it says of truncation and padding is left to the caller's options, as transformers does.</summary>
internal static class TokenizerJson
{
    // Far beyond what any vocabulary has: a file that says more is wrong, and memory is not to be spent on it.
    private const int LongestWord = 10_000;
    private const int LargestId = 16_777_215;

    /// <summary>Reads the file's bytes.</summary>
    /// <exception cref="TokenizerFormatException">It is no JSON, or an element is missing or of the wrong kind.</exception>
    /// <exception cref="UnsupportedTokenizerException">It describes another tokeniser than BERT's.</exception>
    public static TokenizerDefinition Read(ReadOnlyMemory<byte> utf8, string file)
    {
        using var document = JsonPart.Parse(utf8, file, out var root);
        RequireType(root["pre_tokenizer"], "pre_tokenizer", "BertPreTokenizer");
        RequireType(root["decoder"], "decoder", "WordPiece");
        RequirePrefix(root["decoder"]["prefix"], "decoder prefix");
        var options = ReadModel(root["model"], ReadNormalizer(root["normalizer"]));
        var pieces = ReadVocabulary(root["model"]["vocab"], file);
        IReadOnlyList<AddedToken> added = root["added_tokens"] is { IsNull: false } tokens
            ? [.. tokens.Items().Select(token => ReadAddedToken(token, token["id"].GetCount()))]
            : [];
        return new TokenizerDefinition
        {
            Source = file,
            Pieces = pieces,
            Trie = WordPieceTrieBuilder.Build(pieces, options.MaxInputCharsPerWord),
            Options = options,
            AddedTokens = added,
            Template = ReadTemplate(root["post_processor"]),
            CleanUp = root["decoder"]["cleanup"].GetBoolean(),
        };
    }

    /// <summary>Reads an added token, of tokenizer.json or of tokenizer_config.json.</summary>
    public static AddedToken ReadAddedToken(JsonPart part, int id)
    {
        var content = part["content"].GetString();
        return new AddedToken(id, content.Length > 0 ? content : throw part["content"].Unexpected("a token"))
        {
            SingleWord = part["single_word"].GetBoolean(),
            LeftStrip = part["lstrip"].GetBoolean(),
            RightStrip = part["rstrip"].GetBoolean(),
            Normalized = part["normalized"].GetBoolean(),
            Special = part["special"].GetBoolean(),
        };
    }

    private static BertTokenizerOptions ReadNormalizer(JsonPart part)
    {
        if (part.IsNull)
        {
            return new BertTokenizerOptions { CleanText = false, HandleChineseChars = false, StripAccents = false };
        }

        RequireType(part, "normalizer", "BertNormalizer");
        return new BertTokenizerOptions
        {
            CleanText = part["clean_text"].GetBoolean(),
            HandleChineseChars = part["handle_chinese_chars"].GetBoolean(),
            StripAccents = part["strip_accents"] is { IsNull: false } strip ? strip.GetBoolean() : null,
            Lowercase = part["lowercase"].GetBoolean(),
        };
    }

    private static BertTokenizerOptions ReadModel(JsonPart part, BertTokenizerOptions options)
    {
        // Files of the first versions give the model no type.
        if (!part["type"].IsNull)
        {
            RequireType(part, "model", "WordPiece");
        }

        RequirePrefix(part["continuing_subword_prefix"], "continuing_subword_prefix");
        var longest = part["max_input_chars_per_word"].GetCount();
        return longest is > 0 and <= LongestWord
            ? options with { UnkToken = part["unk_token"].GetString(), MaxInputCharsPerWord = longest }
            : throw new UnsupportedTokenizerException("max_input_chars_per_word", $"{longest}; supported are 1 to {LongestWord}");
    }

    private static Vocabulary ReadVocabulary(JsonPart part, string file)
    {
        List<string> names = [];
        List<int> ids = [];
        part.GetCounts(names, ids);
        var largest = ids.DefaultIfEmpty(-1).Max();
        if (largest > LargestId)
        {
            throw new UnsupportedTokenizerException(
                $"model.vocab.{names[ids.IndexOf(largest)]}", $"id {largest}; supported are ids to {LargestId}");
        }

        var tokens = new string?[largest + 1];
        for (var i = 0; i < names.Count; i++)
        {
            ref var token = ref tokens[ids[i]];
            token = token is null
                ? names[i]
                : throw new TokenizerFormatException(file, $"model.vocab.{names[i]}", "an id of its own", $"{ids[i]}, the id of '{token}'");
        }

        return new Vocabulary(tokens, file, id => $"model.vocab, id {id}");
    }

    private static EncodingTemplate ReadTemplate(JsonPart part)
    {
        if (part.IsNull)
        {
            return EncodingTemplate.None;
        }

        if (part["type"].GetString() == "BertProcessing")
        {
            return EncodingTemplate.Bert(part["cls"].Items().ElementAt(1).GetCount(), part["sep"].Items().ElementAt(1).GetCount());
        }

        RequireType(part, "post_processor", "TemplateProcessing");
        var special = part["special_tokens"];
        return new EncodingTemplate(
            [.. part["single"].Items().SelectMany(piece => ReadPiece(piece, special))],
            [.. part["pair"].Items().SelectMany(piece => ReadPiece(piece, special))]);
    }

    private static IEnumerable<TemplatePiece> ReadPiece(JsonPart piece, JsonPart special)
    {
        if (piece["Sequence"] is { IsNull: false } text)
        {
            return [TemplatePiece.Text(text["id"].GetString() == "A" ? 0 : 1, text["type_id"].GetCount())];
        }

        var token = piece["SpecialToken"];
        var typeId = token["type_id"].GetCount();
        return special[token["id"].GetString()]["ids"].Items().Select(id => TemplatePiece.Special(id.GetCount(), typeId));
    }

    private static void RequireType(JsonPart part, string component, string type)
    {
        var found = part.IsNull ? "none" : part["type"].GetString();
        if (found != type)
        {
            throw new UnsupportedTokenizerException(component, $"{found}; supported is {type}");
        }
    }

    private static void RequirePrefix(JsonPart part, string component)
    {
        var prefix = part.GetString();
        if (prefix != WordPieceTrie.ContinuationPrefix)
        {
            throw new UnsupportedTokenizerException(component, $"'{prefix}'; supported is '{WordPieceTrie.ContinuationPrefix}'");
        }
    }
}
