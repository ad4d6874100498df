using System.Globalization;
using Klue.Bench.Peers.Engines;
using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Contests;

/// <summary>How far the numbers of two engines lie apart.</summary>
/// <param name="MaxDifference">The greatest absolute difference of two numbers; NaN where a number is NaN.</param>
/// <param name="MinCosine">The least cosine of the angle between two outputs for the same token.</param>
internal sealed record Agreement(double MaxDifference, double MinCosine)
{
    public const string MaxDifferenceLabel = "max_difference";
    public const string MinCosineLabel = "min_cosine";

    // Outputs are of the order of 1. Float32 keeps 24 bits and loses some in twelve layers' sums; bfloat16 keeps 8, and int8 7.
    private const double MaxFloat32Difference = 2e-5;
    private const double MinBFloat16Cosine = 0.999;
    private const double MinInt8Cosine = 0.995;

    /// <summary>The figures as tables show them.</summary>
    public IReadOnlyList<Label> Remarks =>
    [
        new(MaxDifferenceLabel, MaxDifference.ToString("0.0e-0", CultureInfo.InvariantCulture)),
        new(MinCosineLabel, MinCosine.ToString("0.000000", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Compares what the last runs of two engines computed for some tokens.</summary>
    public static Agreement Between(IEngineRun first, IEngineRun second, IEnumerable<(int Text, int Token)> tokens)
    {
        var agreement = new Agreement(0, 1);
        foreach (var (text, token) in tokens)
        {
            var found = Between(first.Output(text, token), second.Output(text, token));
            agreement = new Agreement(
                Math.Max(agreement.MaxDifference, found.MaxDifference), Math.Min(agreement.MinCosine, found.MinCosine));
        }

        return agreement;
    }

    /// <summary>What an engine of some precision must reach that this does not, or null where it agrees.</summary>
    public string? Miss(Precision precision) => precision switch
    {
        Precision.Float32 => MaxDifference <= MaxFloat32Difference
            ? null
            : $"its numbers differ by up to {MaxDifference:g3}; expected at most {MaxFloat32Difference:g3}",
        Precision.BFloat16 => MissCosine(MinBFloat16Cosine),
        _ => MissCosine(MinInt8Cosine),
    };

    private string? MissCosine(double least) =>
        MinCosine >= least ? null : $"the least cosine of a token's output is {MinCosine:f5}; expected at least {least:f5}";

    private static Agreement Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, second.Length);
        double difference = 0, product = 0, firstSquare = 0, secondSquare = 0;
        for (var i = 0; i < first.Length; i++)
        {
            double left = first[i], right = second[i];
            difference = Math.Max(difference, Math.Abs(left - right));
            product += left * right;
            firstSquare += left * left;
            secondSquare += right * right;
        }

        return new Agreement(difference, product / Math.Sqrt(firstSquare * secondSquare));
    }
}
