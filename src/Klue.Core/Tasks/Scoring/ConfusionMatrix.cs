using Klue.Tasks.Metrics;

namespace Klue.Tasks.Scoring;

/// <summary>How often each label is taken for each other.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    /// <summary>Counts paired predictions and truths.</summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public ConfusionMatrix(LabelSet labels, ReadOnlySpan<int> predictions, ReadOnlySpan<int> gold)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Paired.Check(predictions.Length, gold.Length);
        Labels = labels;
        _counts = new int[labels.Count * labels.Count];
        for (var index = 0; index < gold.Length; index++)
        {
            _counts[(gold[index] * labels.Count) + predictions[index]]++;
        }
    }

    /// <summary>The labels, by id.</summary>
    public LabelSet Labels { get; }

    /// <summary>How often <paramref name="gold"/> is the truth and <paramref name="predicted"/> the prediction.</summary>
    public int this[int gold, int predicted] => _counts[(gold * Labels.Count) + predicted];
}
