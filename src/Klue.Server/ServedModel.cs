using Klue.Configuration;
using Klue.Kernels;
using Klue.Models;
using Klue.Pipelines;
using Klue.Server.Errors;
using Klue.Tasks;
using Klue.Tasks.Pipelines;

namespace Klue.Server;

/// <summary>A model under the name it is served by, and its pipelines.</summary>
internal sealed class ServedModel(string name, KlueModel model, KernelOptions kernels) : IDisposable
{
    private static readonly TokenClassificationOptions Entity = new();

    // The most tokens of a text whose attention is told: the answer grows with their square.
    private const int MostLookedAt = 128;

    private readonly PipelineCache _pipelines = new();

    /// <summary>The folder's name.</summary>
    public string Name => name;

    /// <summary>The model.</summary>
    public KlueModel Model => model;

    /// <summary>The most tokens of a text, special ones included.</summary>
    public int MaxInputLength => Math.Min(model.Config.MaxTokens, model.SentenceTransformers.MaxSequenceLength ?? model.Config.MaxTokens);

    /// <summary>What a request asks for that names the model and no task.</summary>
    public ServedTask DefaultTask =>
        model.SentenceTransformers.HasModulesFile ? ServedTask.FeatureExtraction
        : Enum.GetValues<ServedTask>().TakeWhile(task => task < ServedTask.FeatureExtraction).FirstOrDefault(Can, ServedTask.FeatureExtraction);

    /// <summary>Whether the model can do it: it has the head, or none is needed.</summary>
    public bool Can(ServedTask task) => model.HasTokenizer && task switch
    {
        ServedTask.TextClassification => Has(BertHeadKinds.SequenceClassification),
        ServedTask.Rerank => Has(BertHeadKinds.SequenceClassification) && model.Config.Labels.Count == 1,
        ServedTask.TokenClassification => Has(BertHeadKinds.TokenClassification),
        ServedTask.QuestionAnswering => Has(BertHeadKinds.QuestionAnswering),
        ServedTask.FillMask or ServedTask.SparseEmbedding => Has(BertHeadKinds.MaskedLanguageModel),
        ServedTask.DependencyParsing => model.Config.KlueTask == KlueTask.Dp,
        _ => true,
    };

    /// <summary>Fills masks with at least <paramref name="topK"/> words, more where that lets requests share a pipeline.</summary>
    public FillMaskPipeline FillMask(int topK, IReadOnlyList<string>? targets)
    {
        var options = new FillMaskOptions { TopK = Rounded(topK, model.Config.VocabSize), Targets = targets, Kernels = kernels };
        return targets is null ? _pipelines.Get(options, model.CreateFillMask) : model.CreateFillMask(options);
    }

    /// <summary>Gives all labels of a text or a pair, best first.</summary>
    /// <param name="function">What makes scores of logits; null for what the model's configuration says.</param>
    /// <param name="truncation">What happens to long texts.</param>
    public TextClassificationPipeline Classify(ScoreFunction? function, Truncation truncation) => _pipelines.Get(
        new TextClassificationOptions { TopK = null, FunctionToApply = function, Truncate = truncation.IsAllowed, TruncationSide = truncation.Side, Kernels = kernels },
        model.CreateTextClassification);

    /// <summary>Finds entities.</summary>
    public TokenClassificationPipeline Entities(AggregationStrategy aggregation, IReadOnlyList<string>? ignoreLabels)
    {
        var options = Entity with { Aggregation = aggregation, Kernels = kernels };
        return ignoreLabels is null
            ? _pipelines.Get(options, model.CreateTokenClassification)
            : model.CreateTokenClassification(options with { IgnoreLabels = ignoreLabels });
    }

    /// <summary>Answers questions, with at least as many answers as the options say.</summary>
    public QuestionAnsweringPipeline Answers(QuestionAnsweringOptions options)
    {
        var rounded = options with { TopK = Rounded(options.TopK, int.MaxValue), Kernels = kernels };
        var usual = new QuestionAnsweringOptions { TopK = rounded.TopK, HandleImpossibleAnswer = rounded.HandleImpossibleAnswer, Kernels = kernels };
        return rounded == usual ? _pipelines.Get(usual, model.CreateQuestionAnswering) : model.CreateQuestionAnswering(rounded);
    }

    /// <summary>Makes vectors of texts.</summary>
    /// <exception cref="RequestException">The folder has no prompt of that name.</exception>
    public SentenceEmbeddingPipeline Embeddings(Truncation truncation, string? promptName)
    {
        CheckPrompt(promptName);
        return _pipelines.Get(
            new SentenceEmbeddingOptions { Truncate = truncation.IsAllowed, TruncationSide = truncation.Side, PromptName = promptName, Kernels = kernels },
            model.CreateSentenceEmbedding);
    }

    /// <summary>Makes a vector of each token.</summary>
    public FeatureExtractionPipeline Features(Truncation truncation) => _pipelines.Get(
        new FeatureExtractionOptions { Truncate = truncation.IsAllowed, TruncationSide = truncation.Side, Kernels = kernels },
        model.CreateFeatureExtraction);

    /// <summary>Makes sparse vectors, a weight for each word of the vocabulary.</summary>
    public SparseEmbeddingPipeline Sparse(Truncation truncation) => _pipelines.Get(
        new SparseEmbeddingOptions { Truncate = truncation.IsAllowed, TruncationSide = truncation.Side, Kernels = kernels },
        model.CreateSparseEmbedding);

    /// <summary>Tells how much one head of one layer lets the tokens of a text look at each other.</summary>
    /// <exception cref="InputException">The model has no such layer or head.</exception>
    public AttentionPipeline Attention(int layer, int head) => _pipelines.Get(
        new AttentionOptions { Layer = layer, Head = head, MaxLength = Math.Min(MostLookedAt, model.Config.MaxTokens), Kernels = kernels },
        model.CreateAttention);

    /// <summary>Parses sentences.</summary>
    public DependencyParser Dependencies() => _pipelines.Get(new TaskOptions { Kernels = kernels }, model.CreateDependencyParser);

    /// <summary>A text with a prompt of the folder before it; the text itself without a name.</summary>
    /// <exception cref="RequestException">The folder has no prompt of that name.</exception>
    public string Prompted(string text, string? promptName)
    {
        CheckPrompt(promptName);
        return promptName is null ? text : model.SentenceTransformers.Prompts[promptName] + text;
    }

    public void Dispose()
    {
        _pipelines.Dispose();
        model.Dispose();
    }

    private bool Has(BertHeadKinds head) => model.Model.Heads.HasFlag(head);

    private void CheckPrompt(string? name)
    {
        if (name is not null && !model.SentenceTransformers.Prompts.ContainsKey(name))
        {
            throw new RequestException(
                ErrorKind.WrongShape,
                $"'prompt_name' is none of the model's prompts; it has: {(model.SentenceTransformers.Prompts.Count == 0 ? "none" : string.Join(", ", model.SentenceTransformers.Prompts.Keys))}.");
        }
    }

    // The next power of two: numbers that requests ask for are many, pipelines should be few.
    private static int Rounded(int count, int limit) => (int)Math.Min(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count), (uint)limit);
}
