namespace Klue.Tasks.Metrics;

/// <summary>The metrics of WoS, x100. A state is a list of <c>domain-slot-value</c>; predictions and labels go turn by turn.</summary>
public static class DialogueStateMetrics
{
    /// <summary>The share of turns whose state is predicted exactly, order and repetition aside; 0 without turns.</summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double JointGoalAccuracy(IReadOnlyList<IReadOnlyList<string>> predictions, IReadOnlyList<IReadOnlyList<string>> labels) =>
        100 * Mean(predictions, labels, static (prediction, label) => prediction.ToHashSet().SetEquals(label) ? 1 : 0);

    /// <summary>
    /// The slot F1. The official "micro" F1 is the mean of the turns' F1, an empty gold state counting 1 when nothing is predicted;
    /// <see cref="EvaluationMode.Clean"/> counts the slots of all turns together, repetitions aside. 0 without turns.
    /// </summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double SlotMicroF1(
        IReadOnlyList<IReadOnlyList<string>> predictions,
        IReadOnlyList<IReadOnlyList<string>> labels,
        EvaluationMode mode) => mode == EvaluationMode.Baseline
            ? 100 * Mean(predictions, labels, TurnF1)
            : 100 * CountSlots(predictions, labels).F1;

    private static double TurnF1(IReadOnlyList<string> prediction, IReadOnlyList<string> label)
    {
        if (label.Count == 0)
        {
            return prediction.Count == 0 ? 1 : 0;
        }

        var found = label.Count(prediction.Contains);
        var wrong = prediction.Count(slot => !label.Contains(slot));
        return new ClassCount(found, label.Count, found + wrong).F1;
    }

    private static ClassCount CountSlots(IReadOnlyList<IReadOnlyList<string>> predictions, IReadOnlyList<IReadOnlyList<string>> labels)
    {
        Paired.Check(predictions.Count, labels.Count);
        return predictions.Zip(labels, static (prediction, label) =>
        {
            var (predicted, gold) = (prediction.ToHashSet(), label.ToHashSet());
            return new ClassCount(gold.Count(predicted.Contains), gold.Count, predicted.Count);
        }).Aggregate(new ClassCount(), static (sum, turn) => sum + turn);
    }

    private static double Mean(
        IReadOnlyList<IReadOnlyList<string>> predictions,
        IReadOnlyList<IReadOnlyList<string>> labels,
        Func<IReadOnlyList<string>, IReadOnlyList<string>, double> score)
    {
        Paired.Check(predictions.Count, labels.Count);
        return predictions.Zip(labels, score).DefaultIfEmpty(0).Average();
    }
}
