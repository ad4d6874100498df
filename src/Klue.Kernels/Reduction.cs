namespace Klue.Kernels;

/// <summary>
/// Sums and extremes of vectors. Sums run in the one order that every tier keeps: sixteen partial sums, element i going
/// to partial sum i mod 16, and these folded in halves.
/// </summary>
public static unsafe class Reduction
{
    /// <summary>The sum of the elements; 0 of none.</summary>
    public static float Sum(ReadOnlySpan<float> values, KernelOptions options) =>
        Run<SumReduction>(values, values, options);

    /// <summary>The sum of the squares of the elements; 0 of none.</summary>
    public static float SumOfSquares(ReadOnlySpan<float> values, KernelOptions options) =>
        Run<DotReduction>(values, values, options);

    /// <summary>The sum of the products of the elements; 0 of none.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right, KernelOptions options)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"Both vectors must have one length; they have {left.Length} and {right.Length}.", nameof(right));
        }

        return Run<DotReduction>(left, right, options);
    }

    /// <summary>The largest element: NaN if there is one, -infinity of none.</summary>
    public static float Max(ReadOnlySpan<float> values, KernelOptions options) =>
        Run<MaxReduction>(values, values, options);

    /// <summary>The place of the largest element, the first of equals; of a NaN if there is one.</summary>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("The largest of no elements has no place.", nameof(values));
        }

        var best = 0;
        for (var i = 1; i < values.Length && !float.IsNaN(values[best]); i++)
        {
            // Not "larger": NaN must win, and no comparison with NaN holds.
            if (!(values[i] <= values[best]))
            {
                best = i;
            }
        }

        return best;
    }

    private static float Run<TReduction>(ReadOnlySpan<float> left, ReadOnlySpan<float> right, KernelOptions options)
        where TReduction : struct, IReduction
    {
        fixed (float* x = left, y = right)
        {
            var kernel = new ReductionKernel<TReduction>(x, y, left.Length);
            RangeDispatch.Run(ref kernel, length: 1, left.Length, options);
            return kernel.Result;
        }
    }
}
