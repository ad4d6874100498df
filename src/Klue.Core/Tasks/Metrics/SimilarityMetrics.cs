namespace Klue.Tasks.Metrics;

/// <summary>The metrics of STS, x100, on scores rounded to single precision as the official code holds them.</summary>
public static class SimilarityMetrics
{
    private const float Threshold = 3;

    /// <summary>
    /// Pearson's r in double precision, in the steps of scipy: centred vectors, each divided by its norm, multiplied, clipped to -1..1.
    /// NaN when either side is constant; with two items the sign alone.
    /// </summary>
    /// <exception cref="ArgumentException">The two differ in length, or there are fewer than two items.</exception>
    public static double Pearson(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels)
    {
        Paired.Check(predictions.Length, labels.Length);
        if (labels.Length < 2)
        {
            throw new ArgumentException($"Pearson's r needs at least two items, found {labels.Length}.", nameof(labels));
        }

        if (IsConstant(predictions) || IsConstant(labels))
        {
            return double.NaN;
        }

        if (labels.Length == 2)
        {
            return 100.0 * Math.Sign(predictions[1] - predictions[0]) * Math.Sign(labels[1] - labels[0]);
        }

        var (x, y) = (Standardise(predictions), Standardise(labels));
        var r = 0.0;
        for (var index = 0; index < x.Length; index++)
        {
            r += x[index] * y[index];
        }

        return 100 * Math.Clamp(r, -1, 1);
    }

    /// <summary>F1 of "alike", which is a score of at least 3; 0 when nothing is alike on either side.</summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double F1(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels)
    {
        Paired.Check(predictions.Length, labels.Length);
        var count = new ClassCount();
        for (var index = 0; index < labels.Length; index++)
        {
            var (predicted, gold) = (predictions[index] >= Threshold, labels[index] >= Threshold);
            count += new ClassCount(predicted && gold ? 1 : 0, gold ? 1 : 0, predicted ? 1 : 0);
        }

        return 100 * count.F1;
    }

    private static bool IsConstant(ReadOnlySpan<float> values) => !values.ContainsAnyExcept(values[0]);

    private static double[] Standardise(ReadOnlySpan<float> values)
    {
        var centred = new double[values.Length];
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        var squares = 0.0;
        for (var index = 0; index < centred.Length; index++)
        {
            centred[index] = values[index] - mean;
            squares += centred[index] * centred[index];
        }

        var norm = Math.Sqrt(squares);
        for (var index = 0; index < centred.Length; index++)
        {
            centred[index] /= norm;
        }

        return centred;
    }
}
