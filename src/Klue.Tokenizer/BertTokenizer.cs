using Klue.Tokenizer.Added;
using Klue.Tokenizer.Normalization;
using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer;

/// <summary>
/// BERT's tokeniser, token for token as Hugging Face tokenizers 0.13 has it: added tokens, BertNormalizer, BertPreTokenizer, greedy
/// WordPiece, template, decoder. Immutable; any number of threads may use one.
/// </summary>
/// <remarks>
/// A lone surrogate in a string, and a bad sequence in UTF-8, is read as U+FFFD, which cleaning removes.
/// </remarks>
public sealed partial class BertTokenizer
{
    private readonly TokenizerDefinition _definition;
    private readonly BertNormalizer _normalizer;
    private readonly WordPieceEncoder _encoder;
    private readonly EncodingTemplate _template;
    private readonly HashSet<int> _specialIds = [];

    private BertTokenizer(TokenizerDefinition definition)
    {
        var options = definition.Options;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxInputCharsPerWord, 1);
        _definition = definition;
        Vocabulary = definition.Pieces.With(definition.AddedTokens, definition.Source);
        UnkId = IdOf(options.UnkToken);
        SepId = IdOf(options.SepToken);
        PadId = IdOf(options.PadToken);
        ClsId = IdOf(options.ClsToken);
        MaskId = IdOf(options.MaskToken);
        _template = definition.Template ?? EncodingTemplate.Bert(ClsId, SepId);
        foreach (var token in definition.AddedTokens)
        {
            if (token.Special)
            {
                _specialIds.Add(token.Id);
            }
        }

        _normalizer = new BertNormalizer(
            options.CleanText, options.HandleChineseChars, options.StripAccents ?? options.Lowercase, options.Lowercase);
        _encoder = new WordPieceEncoder(
            definition.Trie, _normalizer, new AddedTokenSet(definition.AddedTokens), UnkId, options.MaxInputCharsPerWord);

        int IdOf(string token) => TokenizerDefinition.IdIn(Vocabulary, definition.Source, token);
    }

    /// <summary>All tokens and their ids, added ones included.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>How text is normalised and which tokens are special.</summary>
    public BertTokenizerOptions Options => _definition.Options;

    /// <summary>The tokens that are found in the text itself, the special ones among them.</summary>
    public IReadOnlyList<AddedToken> AddedTokens => _definition.AddedTokens;

    /// <summary>The most tokens the model takes, special tokens included, or null when the files do not say. Nothing enforces it.</summary>
    public int? ModelMaxLength => Options.ModelMaxLength;

    /// <summary>The id of [CLS].</summary>
    public int ClsId { get; }

    /// <summary>The id of [SEP].</summary>
    public int SepId { get; }

    /// <summary>The id of [PAD].</summary>
    public int PadId { get; }

    /// <summary>The id of [UNK].</summary>
    public int UnkId { get; }

    /// <summary>The id of [MASK].</summary>
    public int MaskId { get; }

    /// <summary>How many special tokens the template puts around one text, or around two.</summary>
    public int SpecialTokenCount(bool pair = false) => _template.SpecialTokenCount(pair);

    /// <summary>
    /// A tokeniser like this one that also finds these special tokens in the text: those that the vocabulary has keep their ids, the
    /// others get the ids after the last. This one stays as it is.
    /// </summary>
    /// <param name="tokens">Texts such as <c>&lt;subj&gt;</c>, found as they stand, before normalisation.</param>
    public BertTokenizer WithSpecialTokens(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        List<AddedToken> added = [.. AddedTokens];
        var next = Vocabulary.Count;
        foreach (var token in tokens)
        {
            if (!added.Exists(known => known.Content == token))
            {
                added.Add(new AddedToken(Vocabulary.TryGetId(token, out var id) ? id : next++, token));
            }
        }

        return new BertTokenizer(_definition with { AddedTokens = added });
    }
}
