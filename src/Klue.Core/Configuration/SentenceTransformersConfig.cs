namespace Klue.Configuration;

/// <summary>
/// What a sentence-transformers folder says about making embeddings: <c>modules.json</c>, the modules' own
/// configurations, <c>sentence_bert_config.json</c> and <c>config_sentence_transformers.json</c>. A plain model folder
/// is what sentence-transformers makes of it: the transformer and the mean over its tokens.
/// </summary>
public sealed partial record SentenceTransformersConfig
{
    /// <summary>Whether the folder has a <c>modules.json</c>, and so was made for sentence embeddings.</summary>
    public bool HasModulesFile { get; init; }

    /// <summary>
    /// Where the transformer's <c>config.json</c>, weights and tokenizer are: the folder itself or, in old ones, <c>0_Transformer</c>.
    /// </summary>
    public required string TransformerFolder { get; init; }

    /// <summary>The steps after the transformer in their order: the pooling, then any dense layers and normalisations.</summary>
    public IReadOnlyList<SentenceModule> Modules { get; init; } = [new PoolingModule(PoolingModes.Mean)];

    /// <summary>The most tokens of a text, special ones included, or null when the files leave it to model and tokenizer.</summary>
    public int? MaxSequenceLength { get; init; }

    /// <summary>Whether texts are lower-cased before the tokenizer.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Texts to put before a text, by name.</summary>
    public IReadOnlyDictionary<string, string> Prompts { get; init; } = new Dictionary<string, string>();

    /// <summary>The prompt to use when none is asked for, or null.</summary>
    public string? DefaultPromptName { get; init; }

    /// <summary>How embeddings are meant to be compared.</summary>
    public SimilarityFunction Similarity { get; init; }

    /// <summary>The pooling, which is always the first module.</summary>
    public PoolingModule Pooling => (PoolingModule)Modules[0];
}
