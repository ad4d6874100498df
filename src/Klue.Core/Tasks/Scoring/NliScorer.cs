using Klue.Tasks.Data;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>NLI: accuracy. Both modes agree.</summary>
public sealed class NliScorer : IScorer<NliExample, LabelPrediction>
{
    private NliScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<NliExample, LabelPrediction>> items, EvaluationMode mode)
    {
        var labels = KlueLabels.Inference();
        int[] gold = [.. items.Select(item => labels.Id(item.Example.Label))];
        int[] predictions = [.. items.Select(item => item.Id(labels, item.Prediction.Label))];
        return new TaskReport(KlueTask.Nli, mode, items.Count, [new("accuracy", ClassificationMetrics.Accuracy(predictions, gold))])
        {
            Labels = ClassCounts.Of(predictions, gold).PerLabel(labels),
            Confusion = new ConfusionMatrix(labels, predictions, gold),
        };
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<NliExample, LabelPrediction> item) => item.Prediction.Label == item.Example.Label
        ? null
        : new Mistake(item.Example.Id, $"{item.Example.Premise} / {item.Example.Hypothesis}", item.Example.Label, item.Prediction.Label, 1);
}
