namespace Klue.Tasks.Metrics;

/// <summary>The metrics of YNAT (macro F1) and NLI (accuracy), x100.</summary>
public static class ClassificationMetrics
{
    /// <summary>The share of right predictions; NaN without items.</summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double Accuracy(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels)
    {
        Paired.Check(predictions.Length, labels.Length);
        var hits = 0;
        for (var index = 0; index < labels.Length; index++)
        {
            hits += predictions[index] == labels[index] ? 1 : 0;
        }

        return 100 * ((double)hits / labels.Length);
    }

    /// <inheritdoc cref="ClassCounts.MacroF1"/>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double MacroF1(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels) => ClassCounts.Of(predictions, labels).MacroF1;
}
