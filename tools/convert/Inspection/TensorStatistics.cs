namespace Klue.Conversion.Inspection;

/// <summary>Range, mean and spread of numbers, taken in one pass in double precision; what is not finite is counted apart.</summary>
internal sealed class TensorStatistics
{
    private long _finite;
    private double _sum;
    private double _sumOfSquares;

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    public long NaNs { get; private set; }

    public long Infinities { get; private set; }

    /// <summary>Whether there is a finite number to speak of.</summary>
    public bool HasRange => _finite > 0;

    public double Mean => _sum / _finite;

    public double StandardDeviation => Math.Sqrt(Math.Max(_sumOfSquares / _finite - Mean * Mean, 0));

    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            NaNs += double.IsNaN(value) ? 1 : 0;
            Infinities += double.IsInfinity(value) ? 1 : 0;
            return;
        }

        _finite++;
        _sum += value;
        _sumOfSquares += value * value;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
    }
}
