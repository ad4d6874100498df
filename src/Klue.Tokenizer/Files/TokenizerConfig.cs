using System.Globalization;

namespace Klue.Tokenizer.Files;

/// <summary>tokenizer_config.json and special_tokens_map.json, as far as they matter to a BERT tokeniser; null where they say nothing.</summary>
internal sealed class TokenizerConfig
{
    private static readonly string[] SpecialTokenKeys = ["unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    private readonly Dictionary<string, string> _specialTokens = [];
    private readonly List<string> _additionalSpecialTokens = [];
    private readonly List<AddedToken> _addedTokens = [];

    /// <summary>Whether there is a tokenizer_config.json.</summary>
    public bool IsPresent { get; private init; }

    public string? TokenizerClass { get; private init; }

    public bool? Lowercase { get; private init; }

    /// <summary>strip_accents; whether it is there at all, since null has a meaning.</summary>
    public (bool Stated, bool? Value) StripAccents { get; private init; }

    public bool? HandleChineseChars { get; private init; }

    public int? ModelMaxLength { get; private init; }

    /// <summary>The names of the special tokens by key (<c>cls_token</c>), of both files.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens => _specialTokens;

    /// <summary>Further special tokens by name.</summary>
    public IReadOnlyList<string> AdditionalSpecialTokens => _additionalSpecialTokens;

    /// <summary>Added tokens with their ids (<c>added_tokens_decoder</c>).</summary>
    public IReadOnlyList<AddedToken> AddedTokens => _addedTokens;

    /// <summary>Reads the files of a folder, those that are there.</summary>
    public static TokenizerConfig Load(string folder)
    {
        var config = Read(folder, "tokenizer_config.json") is { } file ? ReadConfig(file) : new TokenizerConfig();
        if (Read(folder, "special_tokens_map.json") is { } map)
        {
            config.AddSpecialTokens(map);
        }

        return config;
    }

    /// <summary>The options that the files state, the rest as in <paramref name="options"/>.</summary>
    public BertTokenizerOptions ApplyTo(BertTokenizerOptions options) => options with
    {
        Lowercase = Lowercase ?? options.Lowercase,
        StripAccents = StripAccents.Stated ? StripAccents.Value : options.StripAccents,
        HandleChineseChars = HandleChineseChars ?? options.HandleChineseChars,
        ModelMaxLength = ModelMaxLength ?? options.ModelMaxLength,
        UnkToken = NameOf("unk_token") ?? options.UnkToken,
        SepToken = NameOf("sep_token") ?? options.SepToken,
        PadToken = NameOf("pad_token") ?? options.PadToken,
        ClsToken = NameOf("cls_token") ?? options.ClsToken,
        MaskToken = NameOf("mask_token") ?? options.MaskToken,
    };

    /// <summary>The definition of a vocab.txt beside these files.</summary>
    public TokenizerDefinition ToDefinition(string source, Vocabulary pieces)
    {
        var unstated = BertTokenizerOptions.Default with { Lowercase = IsPresent && Lowercase is null };
        var definition = TokenizerDefinition.FromVocabulary(source, pieces, ApplyTo(unstated));
        List<AddedToken> added = [.. definition.AddedTokens];
        added.RemoveAll(token => _addedTokens.Exists(stated => stated.Content == token.Content));
        added.AddRange(_addedTokens);
        var next = pieces.Count;
        foreach (var token in added)
        {
            next = Math.Max(next, token.Id + 1);
        }

        foreach (var name in _additionalSpecialTokens)
        {
            if (!added.Exists(token => token.Content == name))
            {
                added.Add(new AddedToken(pieces.TryGetId(name, out var id) ? id : next++, name));
            }
        }

        return definition with { AddedTokens = added };
    }

    private string? NameOf(string key) => SpecialTokens.GetValueOrDefault(key);

    private static JsonPart? Read(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? JsonPart.Parse(File.ReadAllBytes(path), path) : null;
    }

    private static TokenizerConfig ReadConfig(JsonPart root)
    {
        var config = new TokenizerConfig
        {
            IsPresent = true,
            TokenizerClass = root["tokenizer_class"] is { IsNull: false } name ? name.GetString() : null,
            Lowercase = ReadFlag(root["do_lower_case"]),
            StripAccents = (root.Has("strip_accents"), ReadFlag(root["strip_accents"])),
            HandleChineseChars = ReadFlag(root["tokenize_chinese_chars"]),
            ModelMaxLength = root["model_max_length"] is { IsNull: false } length ? length.GetCountOrUnlimited() : null,
        };
        config.AddSpecialTokens(root);
        if (root["added_tokens_decoder"] is { IsNull: false } decoder)
        {
            foreach (var id in decoder.Names())
            {
                config._addedTokens.Add(ReadAddedToken(decoder[id], id));
            }
        }

        return config;
    }

    private static bool? ReadFlag(JsonPart part) => part.IsNull ? null : part.GetBoolean();

    /// <summary>Adds the names that a file states; what stands there already counts more.</summary>
    private void AddSpecialTokens(JsonPart root)
    {
        foreach (var key in SpecialTokenKeys)
        {
            if (root[key] is { IsNull: false } token)
            {
                _specialTokens.TryAdd(key, ReadName(token));
            }
        }

        if (root["additional_special_tokens"] is { IsNull: false } more)
        {
            foreach (var token in more.Items())
            {
                var name = ReadName(token);
                if (!_additionalSpecialTokens.Contains(name))
                {
                    _additionalSpecialTokens.Add(name);
                }
            }
        }
    }

    /// <summary>A token's name stands there as it is or as the content of an object.</summary>
    private static string ReadName(JsonPart token) => token.IsString ? token.GetString() : token["content"].GetString();

    private static AddedToken ReadAddedToken(JsonPart part, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? TokenizerJson.ReadAddedToken(part, id)
            : throw part.Unexpected("an id as name");
}
