namespace Klue.Pipelines;

/// <summary>Which hidden states are wanted.</summary>
public sealed record FeatureExtractionOptions : PipelineOptions
{
    /// <summary>Whether to give the output of the embeddings and of every layer, or that of the last layer alone.</summary>
    public bool AllHiddenStates { get; init; }
}
