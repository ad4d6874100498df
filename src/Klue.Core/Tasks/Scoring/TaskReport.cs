namespace Klue.Tasks.Scoring;

/// <summary>The score of one task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Mode">The mode of the metrics.</param>
/// <param name="Items">The number of scored items: examples, for MRC questions, for WoS turns of the user.</param>
/// <param name="Metrics">The official figures in the order of the model card, then others.</param>
public sealed record TaskReport(KlueTask Task, EvaluationMode Mode, int Items, IReadOnlyList<Metric> Metrics)
{
    /// <summary>The labels one by one, where the task has any.</summary>
    public IReadOnlyList<LabelScore> Labels { get; init; } = [];

    /// <summary>What is taken for what, for tasks of few labels.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>What a reader of the figures must know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is wrong, the worst first.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; init; } = [];
}
