namespace Klue.Kernels.Tests;

/// <summary>Reproducible random numbers.</summary>
internal static class Sample
{
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
}
