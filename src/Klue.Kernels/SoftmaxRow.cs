namespace Klue.Kernels;

/// <summary>The part of softmax that attention shares: weights that are not yet divided by their sum.</summary>
internal static unsafe class SoftmaxRow
{
    /// <summary>Replaces x by exp(s - max(s)), where s = scale * x, and gives the sum.</summary>
    public static float Scalar(float* x, int count, float scale)
    {
        for (var i = 0; i < count; i++)
        {
            x[i] *= scale;
        }

        var max = Lanes1.Create(MaxReduction.Scalar(x, x, count));
        for (var i = 0; i < count; i++)
        {
            Exponential.Exp(Lanes1.Load(x + i) - max).Store(x + i);
        }

        return SumReduction.Scalar(x, x, count);
    }
}
