using Klue.Tokenizer.Files;

namespace Klue.Tokenizer;

/// <content>Loading: folders, tokenizer.json, vocab.txt.</content>
public sealed partial class BertTokenizer
{
    private static readonly string[] WordPieceClasses =
        ["BertTokenizer", "BertTokenizerFast", "ElectraTokenizer", "ElectraTokenizerFast", "DistilBertTokenizer", "DistilBertTokenizerFast"];

    /// <summary>
    /// Loads the tokeniser of a model folder: tokenizer.json if there is one, otherwise vocab.txt. What tokenizer_config.json and
    /// special_tokens_map.json state about case, accents, ideographs, length and names of special tokens counts more, as in
    /// transformers.
    /// </summary>
    /// <remarks>
    /// With vocab.txt, a tokenizer_config.json that does not say <c>do_lower_case</c> means true, as in transformers; without a
    /// tokenizer_config.json the tokeniser is cased, as KLUE's is.
    /// </remarks>
    /// <param name="folder">A folder as Hugging Face writes it.</param>
    /// <exception cref="TokenizerException">The folder has neither file.</exception>
    /// <exception cref="TokenizerFormatException">A file does not hold what it should.</exception>
    /// <exception cref="UnsupportedTokenizerException">It is another tokeniser than BERT's.</exception>
    public static BertTokenizer Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var json = Path.Combine(folder, "tokenizer.json");
        var vocabulary = Path.Combine(folder, "vocab.txt");
        var config = TokenizerConfig.Load(folder);
        if (File.Exists(json))
        {
            var definition = TokenizerJson.Read(File.ReadAllBytes(json), json);
            return new BertTokenizer(definition with { Options = config.ApplyTo(definition.Options) });
        }

        if (!File.Exists(vocabulary))
        {
            throw new TokenizerException($"'{folder}' holds no tokenizer: neither tokenizer.json nor vocab.txt.");
        }

        if (config.TokenizerClass is { } name && !WordPieceClasses.Contains(name))
        {
            throw new UnsupportedTokenizerException("tokenizer_class", $"{name}; supported are {string.Join(", ", WordPieceClasses)}");
        }

        return new BertTokenizer(config.ToDefinition(vocabulary, Vocabulary.Load(vocabulary)));
    }

    /// <summary>Makes the tokeniser of a vocabulary.</summary>
    /// <param name="vocabulary">The pieces, the five special tokens among them.</param>
    /// <param name="options">How text is normalised; KLUE's way when null.</param>
    /// <exception cref="TokenizerFormatException">The vocabulary lacks a special token.</exception>
    public static BertTokenizer FromVocabulary(Vocabulary vocabulary, BertTokenizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new BertTokenizer(TokenizerDefinition.FromVocabulary("vocabulary", vocabulary, options ?? BertTokenizerOptions.Default));
    }

    /// <summary>Makes the tokeniser of a vocab.txt.</summary>
    /// <inheritdoc cref="FromVocabulary(Vocabulary, BertTokenizerOptions?)"/>
    /// <param name="vocabulary">The file as a stream, read to its end.</param>
    /// <param name="options">How text is normalised; KLUE's way when null.</param>
    public static BertTokenizer FromVocabulary(Stream vocabulary, BertTokenizerOptions? options = null) =>
        FromVocabulary(Vocabulary.Load(vocabulary), options);

    /// <summary>Makes the tokeniser of a vocab.txt.</summary>
    /// <inheritdoc cref="FromVocabulary(Vocabulary, BertTokenizerOptions?)"/>
    /// <param name="vocabulary">The file's bytes.</param>
    /// <param name="options">How text is normalised; KLUE's way when null.</param>
    public static BertTokenizer FromVocabulary(ReadOnlySpan<byte> vocabulary, BertTokenizerOptions? options = null) =>
        FromVocabulary(Vocabulary.Parse(vocabulary), options);

    /// <summary>Makes the tokeniser of a tokenizer.json.</summary>
    /// <param name="tokenizerJson">The file's bytes.</param>
    /// <exception cref="TokenizerFormatException">The file does not hold what it should.</exception>
    /// <exception cref="UnsupportedTokenizerException">It is another tokeniser than BERT's.</exception>
    public static BertTokenizer FromJson(ReadOnlyMemory<byte> tokenizerJson) =>
        new(TokenizerJson.Read(tokenizerJson, "tokenizer.json"));

    /// <summary>Makes the tokeniser of a tokenizer.json.</summary>
    /// <inheritdoc cref="FromJson(ReadOnlyMemory{byte})"/>
    /// <param name="tokenizerJson">The file as a stream, read to its end.</param>
    public static BertTokenizer FromJson(Stream tokenizerJson)
    {
        ArgumentNullException.ThrowIfNull(tokenizerJson);
        using var memory = new MemoryStream();
        tokenizerJson.CopyTo(memory);
        return FromJson(memory.GetBuffer().AsMemory(0, (int)memory.Length));
    }
}
