using Klue.Configuration;

namespace Klue.Pipelines;

/// <summary>How texts are classified.</summary>
public sealed record TextClassificationOptions : PipelineOptions
{
    /// <summary>How many labels to give, the best first; null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? TopK
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    } = 1;

    /// <summary>
    /// What makes scores of logits; null for what the configuration says: nothing for a <c>problem_type</c> of
    /// regression, the logistic function for several labels at once or a single one, otherwise softmax.
    /// </summary>
    public ScoreFunction? FunctionToApply { get; init; }
}
