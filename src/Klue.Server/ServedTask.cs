namespace Klue.Server;

/// <summary>What a request may ask of a model. Those before <see cref="FeatureExtraction"/> need a head.</summary>
internal enum ServedTask
{
    /// <summary>Labels of a text or a pair.</summary>
    TextClassification,

    /// <summary>Entities.</summary>
    TokenClassification,

    /// <summary>Answers.</summary>
    QuestionAnswering,

    /// <summary>Words for each [MASK].</summary>
    FillMask,

    /// <summary>Vectors of texts or of their tokens.</summary>
    FeatureExtraction,

    /// <summary>How alike texts are.</summary>
    SentenceSimilarity,

    /// <summary>The order of texts by how well they answer a query.</summary>
    Rerank,

    /// <summary>A weight for each word of the vocabulary.</summary>
    SparseEmbedding,

    /// <summary>A dependency tree.</summary>
    DependencyParsing,

    /// <summary>What the tokens of a text look at.</summary>
    Attention,

    /// <summary>Pieces of a text, which need no weights at all.</summary>
    Tokenization,
}
