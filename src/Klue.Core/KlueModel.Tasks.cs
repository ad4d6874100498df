using Klue.Models;
using Klue.Pipelines;

namespace Klue;

/// <content>
/// One line for each task. All of them throw <see cref="InputException"/> when the checkpoint holds no head for the
/// task, the folder no tokenizer, or a text does not fit. For many texts make the pipeline once and give it all of them.
/// </content>
public sealed partial class KlueModel
{
    /// <summary>The best tokens for each [MASK] of a text.</summary>
    /// <param name="text">A text with one or more [MASK].</param>
    /// <param name="topK">How many tokens to give for each.</param>
    /// <param name="targets">The only words to choose from, or null.</param>
    /// <exception cref="InputException">No head, no tokenizer, no mask, or the text does not fit.</exception>
    public IReadOnlyList<IReadOnlyList<TokenPrediction>> FillMask(string text, int topK = 5, IReadOnlyList<string>? targets = null) =>
        CreateFillMask(Default<FillMaskOptions>() with { TopK = topK, Targets = targets }).Run(text);

    /// <summary>The labels of a text or of a pair, the best first.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text, or null.</param>
    /// <param name="topK">How many labels to give; null for all.</param>
    /// <exception cref="InputException">No head, no tokenizer, or the text does not fit.</exception>
    public IReadOnlyList<LabelScore> Classify(string text, string? pair = null, int? topK = 1) =>
        CreateTextClassification(Default<TextClassificationOptions>() with { TopK = topK }).Run(new TextPair(text, pair));

    /// <summary>The entities of a text, with places in the caller's string.</summary>
    /// <param name="text">The text.</param>
    /// <param name="aggregation">How the labels of tokens become entities.</param>
    /// <exception cref="InputException">No head, no tokenizer, or the text does not fit.</exception>
    public IReadOnlyList<Entity> Entities(string text, AggregationStrategy aggregation = AggregationStrategy.Simple) =>
        CreateTokenClassification(Default<TokenClassificationOptions>() with { Aggregation = aggregation }).Run(text);

    /// <summary>The best answers to a question about a context of any length.</summary>
    /// <param name="question">The question.</param>
    /// <param name="context">The text to look for the answer in.</param>
    /// <param name="topK">How many answers to give.</param>
    /// <exception cref="InputException">No head, no tokenizer, or the question does not fit.</exception>
    public IReadOnlyList<Answer> Answer(string question, string context, int topK = 1) =>
        CreateQuestionAnswering(Default<QuestionAnsweringOptions>() with { TopK = topK }).Run(new Question(question, context));

    /// <summary>A text as a vector. A text longer than the folder's <c>max_seq_length</c> is cut, and the result says so.</summary>
    /// <exception cref="InputException">No tokenizer, or the text is empty.</exception>
    public SentenceEmbedding Embed(string text) => _embedding.Value.Run(text);

    /// <summary>Many texts as vectors, in their order.</summary>
    /// <exception cref="InputException">No tokenizer, or a text is empty.</exception>
    public IReadOnlyList<SentenceEmbedding> Embed(IEnumerable<string> texts) => _embedding.Value.Run(texts);

    /// <summary>How alike two texts are, by the folder's own measure, most often the cosine.</summary>
    /// <exception cref="InputException">No tokenizer, or a text is empty.</exception>
    public float Similarity(string left, string right) => new SentenceSimilarityPipeline(_embedding.Value).Run(new TextPair(left, right));

    /// <summary>The hidden states of every token of a text, of the last layer or of all.</summary>
    /// <exception cref="InputException">No tokenizer, or the text does not fit.</exception>
    public TextFeatures Features(string text, bool allHiddenStates = false) =>
        CreateFeatureExtraction(Default<FeatureExtractionOptions>() with { AllHiddenStates = allHiddenStates }).Run(text);

    /// <summary>How much one head of one layer lets each token of a text look at each other; both are counted from 0.</summary>
    /// <exception cref="InputException">No such layer or head, no tokenizer, or the text does not fit.</exception>
    public TextAttention Attention(string text, int layer, int head) =>
        CreateAttention(Default<AttentionOptions>() with { Layer = layer, Head = head }).Run(text);

    /// <summary>A pipeline that fills masks.</summary>
    /// <exception cref="InputException">No head, no tokenizer, or options that do not fit the model.</exception>
    public FillMaskPipeline CreateFillMask(FillMaskOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<FillMaskOptions>());

    /// <summary>A pipeline that classifies texts and pairs.</summary>
    /// <inheritdoc cref="CreateFillMask"/>
    public TextClassificationPipeline CreateTextClassification(TextClassificationOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<TextClassificationOptions>());

    /// <summary>A pipeline that finds entities.</summary>
    /// <inheritdoc cref="CreateFillMask"/>
    public TokenClassificationPipeline CreateTokenClassification(TokenClassificationOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<TokenClassificationOptions>());

    /// <summary>A pipeline that answers questions.</summary>
    /// <inheritdoc cref="CreateFillMask"/>
    public QuestionAnsweringPipeline CreateQuestionAnswering(QuestionAnsweringOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<QuestionAnsweringOptions>());

    /// <summary>A pipeline that embeds texts as the folder says; dispose of it.</summary>
    /// <exception cref="InputException">No tokenizer, or options that do not fit the model.</exception>
    public SentenceEmbeddingPipeline CreateSentenceEmbedding(SentenceEmbeddingOptions? options = null) =>
        new(Model, Tokenizer, SentenceTransformers, options ?? Default<SentenceEmbeddingOptions>());

    /// <summary>A pipeline that gives hidden states.</summary>
    /// <exception cref="InputException">No tokenizer, or options that do not fit the model.</exception>
    public FeatureExtractionPipeline CreateFeatureExtraction(FeatureExtractionOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<FeatureExtractionOptions>());

    /// <summary>A pipeline that gives attention probabilities.</summary>
    /// <exception cref="InputException">No tokenizer, or options that do not fit the model.</exception>
    public AttentionPipeline CreateAttention(AttentionOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<AttentionOptions>());

    /// <summary>A pipeline that makes sparse vectors, a weight for each word of the vocabulary.</summary>
    /// <inheritdoc cref="CreateFillMask"/>
    public SparseEmbeddingPipeline CreateSparseEmbedding(SparseEmbeddingOptions? options = null) =>
        new(Model, Tokenizer, options ?? Default<SparseEmbeddingOptions>());

    private T Default<T>()
        where T : PipelineOptions, new() => (T)(new T() with { Kernels = _options.Kernels });
}
