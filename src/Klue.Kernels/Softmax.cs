using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>Softmax over the rows of a matrix.</summary>
public static unsafe class Softmax
{
    /// <summary>
    /// Replaces each row x of <paramref name="values"/> by exp(x - max) / sum. A row with a NaN, or with +infinity,
    /// becomes NaN; -infinity becomes 0, unless the row holds nothing else.
    /// </summary>
    public static void Apply(MatrixView values, KernelOptions options)
    {
        fixed (float* x = values)
        {
            var kernel = new Kernel(x, values.Columns, values.Stride);
            RangeDispatch.Run(ref kernel, values.Rows, values.Columns, options);
        }
    }

    // Rows begin stride elements apart and have count elements.
    private readonly struct Kernel(float* values, int count, int stride) : IRangeKernel
    {
        public void Scalar(int first, int rows)
        {
            for (var row = first; row < first + rows; row++)
            {
                var x = values + ((nint)row * stride);
                var sum = SoftmaxRow.Scalar(x, count, scale: 1f);
                for (var i = 0; i < count; i++)
                {
                    x[i] /= sum;
                }
            }
        }

        [MethodImpl(HotLoop.Compiled)]
        public void Vector<TLanes>(int first, int rows)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            for (var row = first; row < first + rows; row++)
            {
                var x = values + ((nint)row * stride);
                SoftmaxRow.Divide<TLanes>(x, count, SoftmaxRow.Vector<TLanes>(x, count, scale: 1f));
            }
        }
    }
}
