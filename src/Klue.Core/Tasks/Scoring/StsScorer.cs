using System.Globalization;
using Klue.Tasks.Data;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>STS: Pearson's r and the F1 of "alike" (3 and more), against the real label. Both modes agree.</summary>
public sealed class StsScorer : IScorer<StsExample, ScorePrediction>
{
    private StsScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<StsExample, ScorePrediction>> items, EvaluationMode mode)
    {
        float[] gold = [.. items.Select(item => (float)item.Example.RealLabel)];
        float[] predictions = [.. items.Select(item => (float)item.Prediction.Score)];
        var pearson = items.Count < 2 ? double.NaN : SimilarityMetrics.Pearson(predictions, gold);
        return new TaskReport(KlueTask.Sts, mode, items.Count, [new("pearsonr", pearson), new("f1", SimilarityMetrics.F1(predictions, gold))])
        {
            Notes = double.IsNaN(pearson) ? ["pearsonr is undefined: it needs two items and no constant side."] : [],
        };
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<StsExample, ScorePrediction> item)
    {
        var difference = Math.Abs(item.Prediction.Score - item.Example.RealLabel);
        return difference == 0 ? null : new Mistake(
            item.Example.Id,
            $"{item.Example.Sentence1} / {item.Example.Sentence2}",
            item.Example.RealLabel.ToString("F2", CultureInfo.InvariantCulture),
            item.Prediction.Score.ToString("F2", CultureInfo.InvariantCulture),
            difference);
    }
}
