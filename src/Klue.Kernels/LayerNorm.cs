using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>Layer normalisation (Ba, Kiros and Hinton, arXiv 1607.06450) with biased variance, as PyTorch has it.</summary>
public static unsafe class LayerNorm
{
    /// <summary>
    /// Replaces each row x of <paramref name="values"/> by (x - mean) / sqrt(variance + epsilon) * weight + bias. Mean
    /// and variance of the row are taken one after the other, so that large means cost no accuracy.
    /// </summary>
    /// <param name="values">[rows, H], in place.</param>
    /// <param name="weight">[H].</param>
    /// <param name="bias">[H].</param>
    /// <param name="epsilon">Added to the variance, inside the root.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="ArgumentException">Weight or bias has another length than a row.</exception>
    public static void Apply(
        MatrixView values, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon, KernelOptions options)
    {
        ThrowIfLengthDiffers(weight.Length, values.Columns, nameof(weight));
        ThrowIfLengthDiffers(bias.Length, values.Columns, nameof(bias));
        fixed (float* x = values, w = weight, b = bias)
        {
            var kernel = new Kernel(x, values.Columns, values.Stride, w, b, epsilon);
            RangeDispatch.Run(ref kernel, values.Rows, values.Columns, options);
        }
    }

    private static void ThrowIfLengthDiffers(int length, int columns, string name)
    {
        if (length != columns)
        {
            throw new ArgumentException($"The {name} of a LayerNorm over {columns} columns has {length} elements.", name);
        }
    }

    // Rows begin stride elements apart; each has count elements, as have weight and bias.
    private readonly struct Kernel(float* values, int count, int stride, float* weight, float* bias, float epsilon) : IRangeKernel
    {
        public void Scalar(int first, int rows)
        {
            for (var row = first; row < first + rows; row++)
            {
                var x = values + ((nint)row * stride);
                var mean = SumReduction.Scalar(x, x, count) / count;
                for (var i = 0; i < count; i++)
                {
                    x[i] -= mean;
                }

                var scale = Scale(DotReduction.Scalar(x, x, count));
                for (var i = 0; i < count; i++)
                {
                    x[i] = float.MultiplyAddEstimate(x[i] * scale, weight[i], bias[i]);
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
                var mean = SumReduction.Vector<TLanes>(x, x, count) / count;
                var scale = Scale(Centre<TLanes>(x, mean, count));
                ScaleAndShift<TLanes>(x, scale, weight, bias, count);
            }
        }

        // Subtracts the mean and gives the sum of squares of what is left.
        [MethodImpl(HotLoop.Compiled)]
        private static float Centre<TLanes>(float* x, float mean, int count)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var means = TLanes.Create(mean);
            var squares = TLanes.Create(0f);
            var i = 0;
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                var centred = TLanes.Load(x + i) - means;
                centred.Store(x + i);
                squares = TLanes.MultiplyAdd(centred, centred, squares);
            }

            if (i < count)
            {
                // Lanes past the end hold the mean, and so add nothing.
                var centred = TLanes.LoadPartial(x + i, count - i, fill: mean) - means;
                centred.StorePartial(x + i, count - i);
                squares = TLanes.MultiplyAdd(centred, centred, squares);
            }

            return TLanes.Sum(squares);
        }

        [MethodImpl(HotLoop.Compiled)]
        private static void ScaleAndShift<TLanes>(float* x, float scale, float* weight, float* bias, int count)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var scales = TLanes.Create(scale);
            var i = 0;
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                TLanes.MultiplyAdd(TLanes.Load(x + i) * scales, TLanes.Load(weight + i), TLanes.Load(bias + i)).Store(x + i);
            }

            for (; i < count; i++)
            {
                x[i] = float.MultiplyAddEstimate(x[i] * scale, weight[i], bias[i]);
            }
        }

        private float Scale(float sumOfSquares) => 1f / MathF.Sqrt((sumOfSquares / count) + epsilon);
    }
}
