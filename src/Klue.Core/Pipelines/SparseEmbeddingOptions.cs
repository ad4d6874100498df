namespace Klue.Pipelines;

/// <summary>How sparse vectors are made.</summary>
public sealed record SparseEmbeddingOptions : PipelineOptions;
