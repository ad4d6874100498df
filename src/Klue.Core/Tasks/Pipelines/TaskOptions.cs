using Klue.Pipelines;

namespace Klue.Tasks.Pipelines;

/// <summary>How a model of a KLUE task is asked.</summary>
public record TaskOptions : PipelineOptions
{
    /// <summary>
    /// The order of the labels of a model that does not name them (<c>LABEL_0</c>, ...); passed over where they have names. KLUE-baseline and
    /// the hub's data set number the labels of YNAT, NLI and NER differently, so that there is no default.
    /// </summary>
    public LabelOrder? LabelOrder { get; init; }

    /// <summary>Whether outputs are read as was evidently meant, or bug for bug as KLUE-baseline reads them, for comparable scores.</summary>
    public EvaluationMode Mode { get; init; } = EvaluationMode.Clean;
}
