namespace Klue.Tasks.Metrics;

/// <summary>How often a class is predicted rightly, is the truth, and is predicted.</summary>
/// <param name="Hits">Times that it is both the truth and predicted.</param>
/// <param name="Gold">Times that it is the truth.</param>
/// <param name="Predicted">Times that it is predicted.</param>
public readonly record struct ClassCount(long Hits, long Gold, long Predicted)
{
    /// <summary>The share of the predictions that are right; 0 without predictions.</summary>
    public double Precision => Ratio(Hits, Predicted, 0);

    /// <summary>The share of the truth that is found; 0 without any.</summary>
    public double Recall => Ratio(Hits, Gold, 0);

    /// <summary>The harmonic mean of precision and recall, 0 when both are 0.</summary>
    public double F1 => F1WithDefault(0);

    /// <summary>F1 with <paramref name="zeroDivision"/> in place of a precision or recall that has nothing to divide by.</summary>
    public double F1WithDefault(double zeroDivision) =>
        HarmonicMean(Ratio(Hits, Predicted, zeroDivision), Ratio(Hits, Gold, zeroDivision));

    /// <summary>The counts of two classes, or of two parts of the data, together.</summary>
    public static ClassCount operator +(ClassCount left, ClassCount right) =>
        new(left.Hits + right.Hits, left.Gold + right.Gold, left.Predicted + right.Predicted);

    /// <summary>The named form of the operator.</summary>
    public static ClassCount Add(ClassCount left, ClassCount right) => left + right;

    /// <summary>2PR / (P + R), 0 when both are 0.</summary>
    internal static double HarmonicMean(double precision, double recall) =>
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);

    private static double Ratio(long part, long whole, double zeroDivision) => whole == 0 ? zeroDivision : (double)part / whole;
}
