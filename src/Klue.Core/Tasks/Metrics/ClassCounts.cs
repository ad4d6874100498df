namespace Klue.Tasks.Metrics;

/// <summary>Counts by class over all items; the classes are those that occur, as truth or as prediction, in ascending order.</summary>
public sealed class ClassCounts
{
    private readonly SortedDictionary<int, ClassCount> _counts = [];

    /// <summary>The classes that occur.</summary>
    public IReadOnlyCollection<int> Classes => _counts.Keys;

    /// <summary>The counts of a class; zeros for one that does not occur.</summary>
    public ClassCount this[int @class] => _counts.GetValueOrDefault(@class);

    /// <summary>The unweighted mean of the classes' F1, x100: scikit-learn's macro F1 over the observed labels. NaN without items.</summary>
    public double MacroF1 => 100 * MeanF1(_counts.Keys);

    /// <summary>The counts of paired predictions and truths.</summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static ClassCounts Of(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels)
    {
        Paired.Check(predictions.Length, labels.Length);
        var counts = new ClassCounts();
        for (var index = 0; index < labels.Length; index++)
        {
            counts.Add(predictions[index], labels[index]);
        }

        return counts;
    }

    /// <summary>Counts one item.</summary>
    public void Add(int prediction, int label)
    {
        var hit = prediction == label ? 1 : 0;
        _counts[label] = this[label] + new ClassCount(hit, 1, hit);
        if (hit == 0)
        {
            _counts[prediction] = this[prediction] + new ClassCount(0, 0, 1);
        }
    }

    /// <summary>The mean F1, 0 to 1, of the given classes; NaN when there are none.</summary>
    internal double MeanF1(IEnumerable<int> classes) => classes.Select(@class => this[@class].F1).DefaultIfEmpty(double.NaN).Average();
}
