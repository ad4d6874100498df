namespace Klue.Kernels.Tests;

/// <summary>Numbers to test with: reproducible random ones, and the awkward ones.</summary>
internal static class Sample
{
    /// <summary>Lengths around every vector width, and a long one.</summary>
    public static readonly int[] Lengths =
        [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 31, 32, 33, 47, 48, 49, 63, 64, 65, 127, 128, 129, 768, 2048];

    /// <summary>Zeros, subnormals, the ends of the range, infinities and NaN, with both signs.</summary>
    public static readonly float[] Specials =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, -1.1754942e-38f, 1.17549435e-38f, -1.17549435e-38f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -float.NaN,
        1f, -1f, 0.5f, -0.5f, 1e-20f, -1e-20f, 1e20f, -1e20f, 88.72284f, 88.72283f, -87.33655f, -103.97208f, -104f, 89f,
        0.625f, -0.625f, 0.62499994f, 0.99999994f, 4f, -4f, 16777216f,
    ];

    /// <summary>Numbers from a normal distribution of the given deviation.</summary>
    public static float[] Normal(int count, int seed, double deviation = 1)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            // Box and Muller.
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }

    /// <summary>Any bit patterns: numbers of every magnitude, infinities and NaN among them.</summary>
    public static float[] AnyBits(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Random numbers with specials strewn among them.</summary>
    public static float[] WithSpecials(int count, int seed)
    {
        var values = Normal(count, seed);
        var random = new Random(seed);
        for (var i = 0; i < count; i += 1 + random.Next(4))
        {
            values[i] = Specials[random.Next(Specials.Length)];
        }

        return values;
    }
}
