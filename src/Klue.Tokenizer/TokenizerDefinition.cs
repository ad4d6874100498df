using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer;

/// <summary>All that a tokeniser is made of, as the files give it.</summary>
internal sealed record TokenizerDefinition
{
    /// <summary>The name of the file that the vocabulary comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The pieces of the WordPiece model, without the tokens added to them.</summary>
    public required Vocabulary Pieces { get; init; }

    /// <summary>The model's trie, made from <see cref="Pieces"/>.</summary>
    public required WordPieceTrie Trie { get; init; }

    public required BertTokenizerOptions Options { get; init; }

    /// <summary>The tokens found in the text itself, the special ones among them.</summary>
    public required IReadOnlyList<AddedToken> AddedTokens { get; init; }

    /// <summary>The template, or null for BERT's own around the class and separator token.</summary>
    public EncodingTemplate? Template { get; init; }

    /// <summary>Whether decoding removes the spaces before punctuation when the caller does not say.</summary>
    public bool CleanUp { get; init; } = true;

    /// <summary>A definition whose only added tokens are the special tokens that the options name.</summary>
    public static TokenizerDefinition FromVocabulary(string source, Vocabulary pieces, BertTokenizerOptions options) => new()
    {
        Source = source,
        Pieces = pieces,
        Trie = WordPieceTrieBuilder.Build(pieces.Tokens, options.MaxInputCharsPerWord),
        Options = options,
        AddedTokens = SpecialTokensIn(pieces, source, options),
    };

    /// <summary>The special tokens in the order in which BERT's vocabularies have them.</summary>
    public static IEnumerable<string> SpecialTokensOf(BertTokenizerOptions options) =>
        [options.PadToken, options.UnkToken, options.ClsToken, options.SepToken, options.MaskToken];

    private static List<AddedToken> SpecialTokensIn(Vocabulary pieces, string source, BertTokenizerOptions options)
    {
        List<AddedToken> added = [];
        foreach (var name in SpecialTokensOf(options))
        {
            if (!added.Exists(token => token.Content == name))
            {
                added.Add(new AddedToken(IdIn(pieces, source, name), name));
            }
        }

        return added;
    }

    /// <summary>The id of a special token.</summary>
    /// <exception cref="TokenizerFormatException">The vocabulary does not have it.</exception>
    public static int IdIn(Vocabulary vocabulary, string source, string token) => vocabulary.TryGetId(token, out var id)
        ? id
        : throw new TokenizerFormatException(source, null, $"the special token '{token}'", "no such token");
}
