using Klue.Kernels;

namespace Klue.Tasks.Evaluation;

/// <summary>How a model is evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Whether outputs are read and scored bug for bug as KLUE-baseline does it, to compare with published figures, or as was meant.</summary>
    public EvaluationMode Mode { get; init; } = EvaluationMode.Baseline;

    /// <summary>The order of the labels of a model that does not name them.</summary>
    public LabelOrder? LabelOrder { get; init; }

    /// <summary>How many examples to take from the beginning of the data; null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? Limit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>A file to write the predictions to as they are made, one JSON line an example; null for none.</summary>
    public string? PredictionsPath { get; init; }

    /// <summary>The <c>ontology.json</c> of WoS; null for the one in the model's folder, or else beside the data.</summary>
    public string? OntologyPath { get; init; }

    /// <summary>Instruction set and number of threads. Nothing in here changes a single bit of any result.</summary>
    public KernelOptions Kernels { get; init; } = KernelOptions.Default;
}
