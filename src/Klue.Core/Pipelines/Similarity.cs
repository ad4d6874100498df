using Klue.Configuration;

namespace Klue.Pipelines;

/// <summary>How alike two vectors are; the larger, the more.</summary>
public static class Similarity
{
    // torch.nn.functional.normalize's: a vector of zeros is like no other.
    private const double SmallestNorm = 1e-12;

    /// <summary>Compares two vectors.</summary>
    /// <param name="left">A vector.</param>
    /// <param name="right">A vector of the same length.</param>
    /// <param name="function">How to compare them.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Between(ReadOnlySpan<float> left, ReadOnlySpan<float> right, SimilarityFunction function = SimilarityFunction.Cosine)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"The vectors have {left.Length} and {right.Length} dimensions; expected as many.", nameof(right));
        }

        return (float)(function switch
        {
            SimilarityFunction.Cosine => Dot(left, right) / (Norm(left) * Norm(right)),
            SimilarityFunction.Dot => Dot(left, right),
            SimilarityFunction.Euclidean => -Math.Sqrt(SquaredDistance(left, right)),
            SimilarityFunction.Manhattan => -Distance(left, right),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "There is no such similarity function."),
        });
    }

    /// <summary>The Euclidean length of a vector, at least 1e-12, so that it can be divided by.</summary>
    internal static double Norm(ReadOnlySpan<float> vector) => Math.Max(Math.Sqrt(Dot(vector, vector)), SmallestNorm);

    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += (double)left[i] * right[i];
        }

        return sum;
    }

    private static double SquaredDistance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            var difference = (double)left[i] - right[i];
            sum += difference * difference;
        }

        return sum;
    }

    private static double Distance(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += Math.Abs((double)left[i] - right[i]);
        }

        return sum;
    }
}
