namespace Klue.Server;

/// <summary>What a request may ask of a model.</summary>
internal enum ServedTask
{
    /// <summary>Words for each [MASK].</summary>
    FillMask,

    /// <summary>Labels of a text or a pair.</summary>
    TextClassification,

    /// <summary>Entities.</summary>
    TokenClassification,

    /// <summary>Answers.</summary>
    QuestionAnswering,

    /// <summary>Vectors of texts or of their tokens.</summary>
    FeatureExtraction,

    /// <summary>How alike texts are.</summary>
    SentenceSimilarity,

    /// <summary>The order of texts by how well they answer a query.</summary>
    Rerank,

    /// <summary>A dependency tree.</summary>
    DependencyParsing,
}
