namespace Klue.Kernels;

/// <summary>
/// How the sum of a product is cut. One long chain of float32 multiply-adds loses more than twice what PyTorch loses,
/// whose sums have many accumulators; so a sum takes at most eight segments, one after another, each a chain of
/// multiply-adds over k ascending. The first starts at the bias; the others start from zero and are then added to the
/// total. The cut depends on the length of the sum alone.
/// </summary>
internal static unsafe class Segments
{
    private const int Most = 8;
    private const int Shortest = 32;

    /// <summary>The length of every segment but the last, for sums of <paramref name="k"/> products.</summary>
    public static int Length(int k) => Math.Max(Shortest, (int)((((k + (Most - 1L)) / Most) + 7) / 8 * 8));

    /// <summary>start + a . b, one product at a time: what every tile must give.</summary>
    public static float Dot(float* a, nint aStride, float* b, nint bStride, int k, float start)
    {
        var length = Length(k);
        var total = Chain(a, aStride, b, bStride, 0, Math.Min(k, length), start);
        for (var first = length; first < k; first += length)
        {
            total += Chain(a, aStride, b, bStride, first, Math.Min(k, first + length), start: 0f);
        }

        return total;
    }

    private static float Chain(float* a, nint aStride, float* b, nint bStride, int first, int end, float start)
    {
        for (var i = first; i < end; i++)
        {
            start = float.MultiplyAddEstimate(a[i * aStride], b[i * bStride], start);
        }

        return start;
    }
}
