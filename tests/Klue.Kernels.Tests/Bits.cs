namespace Klue.Kernels.Tests;

/// <summary>Equality to the bit; only the payload of a NaN is free.</summary>
internal static class Bits
{
    public static void AssertEqual(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!Equal(expected[i], actual[i]))
            {
                Assert.Fail($"{what} element {i} of {expected.Length}: expected {expected[i]:R}, found {actual[i]:R}.");
            }
        }
    }

    public static bool Equal(float expected, float actual) =>
        BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual) ||
        (float.IsNaN(expected) && float.IsNaN(actual));
}
