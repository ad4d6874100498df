namespace Klue.Conversion.Calibration;

/// <summary>
/// Moves the spread of inputs into the weights (Xiao et al. 2022, SmoothQuant, arXiv 2211.10438): each input is divided by, and its
/// weights multiplied with, the root of its largest value over that of its largest weight.
/// </summary>
internal static class Smoothing
{
    private const float Exponent = 0.5f;
    private const float Smallest = 1e-5f;

    /// <summary>What each input is multiplied with, [K].</summary>
    /// <param name="weights">[N, K].</param>
    /// <param name="largestInputs">The largest magnitude of each input over the texts, [K].</param>
    public static float[] Factors(ReadOnlySpan<float> weights, ReadOnlySpan<float> largestInputs)
    {
        var columns = largestInputs.Length;
        var largest = new float[columns];
        for (var i = 0; i < weights.Length; i++)
        {
            largest[i % columns] = MathF.Max(largest[i % columns], MathF.Abs(weights[i]));
        }

        var factors = new float[columns];
        for (var k = 0; k < columns; k++)
        {
            // An input that the texts never used, or that no weight reads, is left as it is.
            factors[k] = largestInputs[k] < Smallest || largest[k] < Smallest ? 1f
                : MathF.Pow(largest[k], 1 - Exponent) / MathF.Pow(largestInputs[k], Exponent);
        }

        return factors;
    }
}
