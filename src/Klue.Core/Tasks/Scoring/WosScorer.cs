using Klue.Tasks.Data;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>
/// WoS: joint goal accuracy and slot F1, which is the mean over turns in <see cref="EvaluationMode.Baseline"/> and counted over all turns
/// together in <see cref="EvaluationMode.Clean"/>.
/// </summary>
public sealed class WosScorer : IScorer<WosExample, StatePrediction>
{
    private WosScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<WosExample, StatePrediction>> items, EvaluationMode mode)
    {
        IReadOnlyList<string>[] gold = [.. items.Select(item => item.Example.State)];
        IReadOnlyList<string>[] predictions = [.. items.Select(item => item.Prediction.State)];
        return new TaskReport(
            KlueTask.Wos,
            mode,
            items.Count,
            [
                new("joint_goal_accuracy", DialogueStateMetrics.JointGoalAccuracy(predictions, gold)),
                new("slot_micro_f1", DialogueStateMetrics.SlotMicroF1(predictions, gold, mode)),
            ]);
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<WosExample, StatePrediction> item)
    {
        string[] missed = [.. item.Example.State.Except(item.Prediction.State)];
        string[] extra = [.. item.Prediction.State.Except(item.Example.State)];
        return missed.Length + extra.Length == 0
            ? null
            : new Mistake(item.Example.Id, item.Example.User, string.Join(", ", missed), string.Join(", ", extra), missed.Length + extra.Length);
    }
}
