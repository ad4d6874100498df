using System.Globalization;

namespace Klue.Tokenizer.Files;

/// <summary>tokenizer_config.json and special_tokens_map.json, as far as they matter to a BERT tokeniser; null where they say nothing.</summary>
internal sealed record TokenizerConfig
{
    private static readonly string[] SpecialTokenKeys = ["unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    /// <summary>Whether there is a tokenizer_config.json.</summary>
    public bool IsPresent { get; private init; }

    public string? TokenizerClass { get; private init; }

    public bool? Lowercase { get; private init; }

    /// <summary>strip_accents; whether it is there at all, since null has a meaning.</summary>
    public (bool Stated, bool? Value) StripAccents { get; private init; }

    public bool? HandleChineseChars { get; private init; }

    public int? ModelMaxLength { get; private init; }

    /// <summary>The names of the special tokens by key (<c>cls_token</c>), of both files.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens { get; private init; } = new Dictionary<string, string>();

    /// <summary>Further special tokens by name.</summary>
    public IReadOnlyList<string> AdditionalSpecialTokens { get; private init; } = [];

    /// <summary>Added tokens with their ids (<c>added_tokens_decoder</c>).</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; private init; } = [];

    /// <summary>Reads the files of a folder, those that are there.</summary>
    public static TokenizerConfig Load(string folder)
    {
        var config = Load(folder, "tokenizer_config.json", ReadConfig) ?? new TokenizerConfig();
        return Load(folder, "special_tokens_map.json", ReadSpecialTokens) is not { } map ? config : config with
        {
            SpecialTokens = map.SpecialTokens.Keys.Union(config.SpecialTokens.Keys)
                .ToDictionary(key => key, key => config.SpecialTokens.GetValueOrDefault(key) ?? map.SpecialTokens[key]),
            AdditionalSpecialTokens = [.. config.AdditionalSpecialTokens.Union(map.AdditionalSpecialTokens)],
        };
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
        added.RemoveAll(token => AddedTokens.Any(stated => stated.Content == token.Content));
        added.AddRange(AddedTokens);
        var next = Math.Max(pieces.Count, added.Max(token => token.Id) + 1);
        foreach (var name in AdditionalSpecialTokens.Where(name => !added.Exists(token => token.Content == name)))
        {
            added.Add(new AddedToken(pieces.TryGetId(name, out var id) ? id : next++, name));
        }

        return definition with { AddedTokens = added };
    }

    private string? NameOf(string key) => SpecialTokens.GetValueOrDefault(key);

    private static TokenizerConfig? Load(string folder, string file, Func<JsonPart, TokenizerConfig> read)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            return null;
        }

        using var document = JsonPart.Parse(File.ReadAllBytes(path), path, out var root);
        return read(root);
    }

    private static TokenizerConfig ReadConfig(JsonPart root) => ReadSpecialTokens(root) with
    {
        IsPresent = true,
        TokenizerClass = root["tokenizer_class"] is { IsNull: false } name ? name.GetString() : null,
        Lowercase = root["do_lower_case"] is { IsNull: false } lowercase ? lowercase.GetBoolean() : null,
        StripAccents = (root.Has("strip_accents"), root["strip_accents"] is { IsNull: false } strip ? strip.GetBoolean() : null),
        HandleChineseChars = root["tokenize_chinese_chars"] is { IsNull: false } chinese ? chinese.GetBoolean() : null,
        ModelMaxLength = root["model_max_length"] is { IsNull: false } length ? length.GetCountOrUnlimited() : null,
        AddedTokens = root["added_tokens_decoder"] is { IsNull: false } decoder
            ? [.. decoder.Names().Select(id => ReadAddedToken(decoder[id], id))]
            : [],
    };

    private static TokenizerConfig ReadSpecialTokens(JsonPart root) => new()
    {
        SpecialTokens = SpecialTokenKeys.Where(key => !root[key].IsNull).ToDictionary(key => key, key => ReadName(root[key])),
        AdditionalSpecialTokens = root["additional_special_tokens"] is { IsNull: false } more ? [.. more.Items().Select(ReadName)] : [],
    };

    /// <summary>A token's name stands there as it is or as the content of an object.</summary>
    private static string ReadName(JsonPart token) => token.IsString ? token.GetString() : token["content"].GetString();

    private static AddedToken ReadAddedToken(JsonPart part, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? TokenizerJson.ReadAddedToken(part, id)
            : throw part.Unexpected("an id as name");
}
