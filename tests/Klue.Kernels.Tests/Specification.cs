namespace Klue.Kernels.Tests;

/// <summary>
/// The numerics contract once more, written without any of the library's code: what every tier must give to the bit.
/// </summary>
internal static class Specification
{
    public static float MultiplyAdd(float left, float right, float addend) =>
        KernelInfo.FusedMultiplyAdd ? MathF.FusedMultiplyAdd(left, right, addend) : (left * right) + addend;

    /// <summary>
    /// A sum of products: at most eight segments of at least 32, each a chain over k ascending. The first starts at the
    /// bias, the others from zero and are then added.
    /// </summary>
    public static float SumOfProducts(float bias, int count, Func<int, float> left, Func<int, float> right)
    {
        var length = Math.Max(32, (int)Math.Ceiling(Math.Ceiling(count / 8.0) / 8) * 8);
        var chains = Enumerable.Range(0, count).Chunk(length)
            .Select((segment, i) => segment.Aggregate(i == 0 ? bias : 0f, (chain, k) => MultiplyAdd(left(k), right(k), chain)))
            .DefaultIfEmpty(bias);
        return chains.Aggregate((total, chain) => total + chain);
    }

    /// <summary>Sixteen partial sums, element i to partial sum i mod 16, folded in halves.</summary>
    public static float Sum(ReadOnlySpan<float> values)
    {
        var partials = new float[16];
        for (var i = 0; i < values.Length; i++)
        {
            partials[i % 16] += values[i];
        }

        return Fold(partials);
    }

    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var partials = new float[16];
        for (var i = 0; i < left.Length; i++)
        {
            partials[i % 16] = MultiplyAdd(left[i], right[i], partials[i % 16]);
        }

        return Fold(partials);
    }

    public static float[] LayerNorm(float[] row, float[] weight, float[] bias, float epsilon)
    {
        var mean = Sum(row) / row.Length;
        var centred = row.Select(x => x - mean).ToArray();
        var scale = 1f / MathF.Sqrt((Dot(centred, centred) / row.Length) + epsilon);
        return [.. centred.Select((x, i) => MultiplyAdd(x * scale, weight[i], bias[i]))];
    }

    /// <summary>2^(scale log2(e) (x - max)), 0 where that would be subnormal, and the sum. Only 2^x itself is the library's.</summary>
    public static (float[] Weights, float Sum) Weigh(float[] row, float scale)
    {
        var (factor, max) = (scale * 1.44269504f, row.Aggregate(float.NegativeInfinity, MathF.Max));
        var weights = row.Select(x => (x - max) * factor).Select(x => x < -126f ? 0f : Exp2(x)).ToArray();
        return (weights, Sum(weights));
    }

    public static unsafe float Exp2(float x)
    {
        float power;
        Exponential.Exp2(Lanes1.Create(x)).Store(&power);
        return power;
    }

    private static float Fold(float[] partials)
    {
        for (var half = 8; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
            {
                partials[i] += partials[i + half];
            }
        }

        return partials[0];
    }
}
