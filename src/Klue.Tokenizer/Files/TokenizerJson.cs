using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
        var root = JsonPart.Parse(utf8, file);
        RequireType(root["pre_tokenizer"], "pre_tokenizer", "BertPreTokenizer");
        RequireType(root["decoder"], "decoder", "WordPiece");
        RequirePrefix(root["decoder"]["prefix"], "decoder prefix");
        var options = ReadModel(root["model"], ReadNormalizer(root["normalizer"]));
        var pieces = ReadVocabulary(root["model"]["vocab"], file);
        List<AddedToken> added = [];
        if (root["added_tokens"] is { IsNull: false } tokens)
        {
            foreach (var token in tokens.Items())
            {
                added.Add(ReadAddedToken(token, token["id"].GetCount()));
            }
        }

        return new TokenizerDefinition
        {
            Source = file,
            Pieces = pieces,
            Trie = WordPieceTrieBuilder.Build(pieces.Tokens, options.MaxInputCharsPerWord),
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
        return new Vocabulary(AtTheirIds(names, ids, file), file, id => $"model.vocab, id {id}");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static string?[] AtTheirIds(List<string> names, List<int> ids, string file)
    {
        var largest = -1;
        for (var i = 0; i < ids.Count; i++)
        {
            largest = Math.Max(largest, ids[i]);
        }

        if (largest > LargestId)
        {
            throw TooLarge(names[ids.IndexOf(largest)], largest);
        }

        var tokens = new string?[largest + 1];
        for (var i = 0; i < names.Count; i++)
        {
            ref var token = ref tokens[ids[i]];
            token = token is null ? names[i] : throw Taken(file, names[i], ids[i], token);
        }

        return tokens;
    }

    private static UnsupportedTokenizerException TooLarge(string name, int id) =>
        new($"model.vocab.{name}", $"id {id}; supported are ids to {LargestId}");

    private static TokenizerFormatException Taken(string file, string name, int id, string other) =>
        new(file, $"model.vocab.{name}", "an id of its own", $"{id}, the id of '{other}'");

    private static EncodingTemplate ReadTemplate(JsonPart part)
    {
        if (part.IsNull)
        {
            return EncodingTemplate.None;
        }

        if (part["type"].GetString() == "BertProcessing")
        {
            return EncodingTemplate.Bert(ReadNamedId(part["cls"]), ReadNamedId(part["sep"]));
        }

        RequireType(part, "post_processor", "TemplateProcessing");
        var special = part["special_tokens"];
        return new EncodingTemplate(ReadPieces(part["single"], special), ReadPieces(part["pair"], special));
    }

    /// <summary>A token and its id, in an array.</summary>
    private static int ReadNamedId(JsonPart part) => part.Items() is [_, var id] ? id.GetCount() : throw part.Unexpected("a token and its id");

    private static ImmutableArray<TemplatePiece> ReadPieces(JsonPart part, JsonPart special)
    {
        List<TemplatePiece> pieces = [];
        foreach (var piece in part.Items())
        {
            if (piece["Sequence"] is { IsNull: false } text)
            {
                pieces.Add(TemplatePiece.Text(text["id"].GetString() == "A" ? 0 : 1, text["type_id"].GetCount()));
                continue;
            }

            var token = piece["SpecialToken"];
            foreach (var id in special[token["id"].GetString()]["ids"].Items())
            {
                pieces.Add(TemplatePiece.Special(id.GetCount(), token["type_id"].GetCount()));
            }
        }

        return [.. pieces];
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
