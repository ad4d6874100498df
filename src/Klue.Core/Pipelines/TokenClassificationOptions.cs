namespace Klue.Pipelines;

/// <summary>How tokens are classified and put together.</summary>
public sealed record TokenClassificationOptions : PipelineOptions
{
    /// <summary>How the labels of tokens become entities.</summary>
    public AggregationStrategy Aggregation { get; init; } = AggregationStrategy.Simple;

    /// <summary>Labels that are no entities. With aggregation, what is left out is looked up by type.</summary>
    public IReadOnlyList<string> IgnoreLabels { get; init; } = ["O"];
}
