namespace Klue.Conversion.Verification;

/// <summary>How far the hidden states of two models are apart, token by token.</summary>
internal sealed class TokenAgreement(int hiddenSize)
{
    private double _sum;

    public long Count { get; private set; }

    public double LargestError { get; private set; }

    public double MeanCosine => _sum / Count;

    public double LowestCosine { get; private set; } = 1;

    /// <summary>Adds the hidden states of a batch, [T, hidden] each.</summary>
    public void Add(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        for (var start = 0; start < left.Length; start += hiddenSize)
        {
            var cosine = Compare(left.Slice(start, hiddenSize), right.Slice(start, hiddenSize));
            _sum += cosine;
            LowestCosine = Math.Min(LowestCosine, cosine);
            Count++;
        }
    }

    private double Compare(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double product = 0, leftSquares = 0, rightSquares = 0;
        for (var i = 0; i < left.Length; i++)
        {
            product += (double)left[i] * right[i];
            leftSquares += (double)left[i] * left[i];
            rightSquares += (double)right[i] * right[i];
            LargestError = Math.Max(LargestError, Math.Abs((double)left[i] - right[i]));
        }

        // Rounding may carry it beyond 1.
        return Math.Min(product / Math.Sqrt(leftSquares * rightSquares), 1);
    }
}
