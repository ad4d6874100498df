namespace Klue.Tokenizer;

/// <summary>What a vocabulary alone does not say about its tokeniser. The defaults are those of KLUE: case and accents are kept.</summary>
public sealed record BertTokenizerOptions
{
    /// <summary>The options that a null stands for.</summary>
    public static BertTokenizerOptions Default { get; } = new();

    /// <summary>Whether control characters are removed and all white space becomes U+0020 (<c>clean_text</c>).</summary>
    public bool CleanText { get; init; } = true;

    /// <summary>Whether every ideograph is a word alone (<c>tokenize_chinese_chars</c>).</summary>
    public bool HandleChineseChars { get; init; } = true;

    /// <summary>Whether accents are stripped (<c>strip_accents</c>); null means as <see cref="Lowercase"/>.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Whether text is lower-cased (<c>do_lower_case</c>).</summary>
    public bool Lowercase { get; init; }

    /// <summary>A word of more Unicode scalars is unknown (<c>max_input_chars_per_word</c>).</summary>
    public int MaxInputCharsPerWord { get; init; } = 100;

    /// <summary>The most tokens the model takes (<c>model_max_length</c>), or null when nobody says.</summary>
    public int? ModelMaxLength { get; init; }

    /// <summary>The token of unknown words.</summary>
    public string UnkToken { get; init; } = "[UNK]";

    /// <summary>The token between and after texts.</summary>
    public string SepToken { get; init; } = "[SEP]";

    /// <summary>The token that fills up.</summary>
    public string PadToken { get; init; } = "[PAD]";

    /// <summary>The token before everything.</summary>
    public string ClsToken { get; init; } = "[CLS]";

    /// <summary>The token of a blank to fill in.</summary>
    public string MaskToken { get; init; } = "[MASK]";
}
