using Klue.Tasks.Data;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>YNAT: macro F1 over the observed topics. Both modes agree.</summary>
public sealed class YnatScorer : IScorer<YnatExample, LabelPrediction>
{
    private YnatScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<YnatExample, LabelPrediction>> items, EvaluationMode mode)
    {
        var labels = KlueLabels.Topics();
        int[] gold = [.. items.Select(item => labels.Id(item.Example.Label))];
        int[] predictions = [.. items.Select(item => item.Id(labels, item.Prediction.Label))];
        var counts = ClassCounts.Of(predictions, gold);
        return new TaskReport(KlueTask.Ynat, mode, items.Count, [new("macro_f1", counts.MacroF1)])
        {
            Labels = counts.PerLabel(labels),
            Confusion = new ConfusionMatrix(labels, predictions, gold),
        };
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<YnatExample, LabelPrediction> item) => item.Prediction.Label == item.Example.Label
        ? null
        : new Mistake(item.Example.Id, item.Example.Title, item.Example.Label, item.Prediction.Label, 1);
}
