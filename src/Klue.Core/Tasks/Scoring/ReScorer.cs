using Klue.Tasks.Data;
using Klue.Tasks.Decoding;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>RE: micro F1 without <c>no_relation</c> and the area under the precision-recall curve. Both modes agree.</summary>
public sealed class ReScorer : IScorer<ReExample, RelationPrediction>
{
    private ReScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<ReExample, RelationPrediction>> items, EvaluationMode mode)
    {
        var labels = KlueLabels.Relations;
        foreach (var item in items.Where(item => item.Prediction.Probabilities.Count != labels.Count))
        {
            throw item.Fault($"{labels.Count} probabilities as \"probs\"", $"{item.Prediction.Probabilities.Count}");
        }

        int[] gold = [.. items.Select(item => labels.Id(item.Example.Label))];
        int[] predictions = [.. items.Select(item => item.Id(labels, item.Prediction.Label))];
        var area = RelationMetrics.AreaUnderPrecisionRecall([.. items.Select(item => item.Prediction.Probabilities)], gold);
        var absent = labels.Count - gold.Distinct().Count();
        return new TaskReport(
            KlueTask.Re, mode, items.Count, [new("micro_f1", RelationMetrics.MicroF1(predictions, gold)), new("auprc", area)])
        {
            Labels = ClassCounts.Of(predictions, gold).PerLabel(labels),
            Notes = absent == 0 ? [] : [$"{absent} relations have no gold example; each counts 0.5 in auprc, where scikit-learn 0.24 gives NaN for all."],
        };
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<ReExample, RelationPrediction> item) => item.Prediction.Label == item.Example.Label
        ? null
        : new Mistake(
            item.Example.Id,
            EntityMarkers.Mark(item.Example.Sentence, item.Example.SubjectEntity, item.Example.ObjectEntity),
            item.Example.Label,
            item.Prediction.Label,
            item.Prediction.Probabilities[item.Id(KlueLabels.Relations, item.Prediction.Label)]);
}
