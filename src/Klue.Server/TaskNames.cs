using System.Collections.Frozen;

namespace Klue.Server;

/// <summary>Tasks by the names that Hugging Face gives them.</summary>
internal static class TaskNames
{
    private static readonly FrozenDictionary<string, ServedTask> Tasks = new Dictionary<string, ServedTask>
    {
        ["fill-mask"] = ServedTask.FillMask,
        ["text-classification"] = ServedTask.TextClassification,
        ["sentiment-analysis"] = ServedTask.TextClassification,
        ["token-classification"] = ServedTask.TokenClassification,
        ["ner"] = ServedTask.TokenClassification,
        ["question-answering"] = ServedTask.QuestionAnswering,
        ["feature-extraction"] = ServedTask.FeatureExtraction,
        ["sentence-similarity"] = ServedTask.SentenceSimilarity,
    }.ToFrozenDictionary();

    /// <summary>The tasks that Hugging Face has names for.</summary>
    public static IEnumerable<ServedTask> All { get; } =
    [
        ServedTask.FillMask, ServedTask.TextClassification, ServedTask.TokenClassification, ServedTask.QuestionAnswering, ServedTask.FeatureExtraction,
        ServedTask.SentenceSimilarity,
    ];

    /// <summary>The task of that name, or null.</summary>
    public static ServedTask? Find(string name) => Tasks.TryGetValue(name, out var task) ? task : null;

    /// <summary>What a task is called.</summary>
    public static string Of(ServedTask task) => task switch
    {
        ServedTask.FillMask => "fill-mask",
        ServedTask.TextClassification => "text-classification",
        ServedTask.TokenClassification => "token-classification",
        ServedTask.QuestionAnswering => "question-answering",
        ServedTask.FeatureExtraction => "feature-extraction",
        ServedTask.SentenceSimilarity => "sentence-similarity",
        ServedTask.Rerank => "reranking (text-classification with one label)",
        ServedTask.SparseEmbedding => "sparse embeddings (fill-mask)",
        ServedTask.DependencyParsing => "dependency-parsing",
        ServedTask.Attention => "attention",
        _ => "tokenization",
    };
}
