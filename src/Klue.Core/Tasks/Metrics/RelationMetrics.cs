namespace Klue.Tasks.Metrics;

/// <summary>The metrics of RE, x100. Relation 0 is <c>no_relation</c>.</summary>
public static class RelationMetrics
{
    private const int NoRelation = 0;

    /// <summary>
    /// F1 over all relations but <c>no_relation</c> together: a relation predicted where there is none costs precision, one overlooked
    /// costs recall; 0 when there are none.
    /// </summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double MicroF1(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels)
    {
        var counts = ClassCounts.Of(predictions, labels);
        return 100 * counts.Classes.Where(relation => relation != NoRelation).Aggregate(new ClassCount(), (sum, relation) => sum + counts[relation]).F1;
    }

    /// <summary>
    /// The mean over all classes, <c>no_relation</c> included, of the area under the precision-recall curve, by trapezoids over recall
    /// between the points of distinct probabilities and (0, 1). This is not average precision.
    /// </summary>
    /// <param name="probabilities">For each item the probabilities of all classes.</param>
    /// <param name="labels">For each item the gold class.</param>
    /// <param name="absent">What a class without gold items counts.</param>
    /// <exception cref="ArgumentException">The two differ in length, or the rows do.</exception>
    public static double AreaUnderPrecisionRecall(
        IReadOnlyList<IReadOnlyList<double>> probabilities,
        ReadOnlySpan<int> labels,
        AbsentClass absent = AbsentClass.Half)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Paired.Check(probabilities.Count, labels.Length);
        if (labels.IsEmpty)
        {
            return double.NaN;
        }

        var classes = probabilities[0].Count;
        var sum = 0.0;
        for (var @class = 0; @class < classes; @class++)
        {
            sum += Area(probabilities, labels, @class, absent);
        }

        return 100 * (sum / classes);
    }

    private static double Area(IReadOnlyList<IReadOnlyList<double>> probabilities, ReadOnlySpan<int> labels, int @class, AbsentClass absent)
    {
        var gold = labels.Count(@class);
        if (gold == 0)
        {
            return absent == AbsentClass.Half ? 0.5 : double.NaN;
        }

        var ranking = new (double Score, bool IsGold)[labels.Length];
        for (var index = 0; index < ranking.Length; index++)
        {
            ranking[index] = (probabilities[index][@class], labels[index] == @class);
        }

        Array.Sort(ranking, static (left, right) => right.Score.CompareTo(left.Score));
        var (area, recall, precision, hits) = (0.0, 0.0, 1.0, 0);
        for (var index = 0; index < ranking.Length; index++)
        {
            hits += ranking[index].IsGold ? 1 : 0;
            if (index + 1 == ranking.Length || ranking[index + 1].Score != ranking[index].Score)
            {
                var (nextRecall, nextPrecision) = ((double)hits / gold, (double)hits / (index + 1));
                area += (nextRecall - recall) * (nextPrecision + precision) / 2;
                (recall, precision) = (nextRecall, nextPrecision);
            }
        }

        return area;
    }
}
