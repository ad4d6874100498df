using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>ELU with alpha 1 (Clevert et al. 2015, arXiv 1511.07289): x, or exp(x) - 1 below 0.</summary>
internal static class ExponentialLinear
{
    /// <summary>A linear layer and ELU.</summary>
    public static DenseMatrix Forward(MatrixView input, PackedMatrix weights, KernelOptions options)
    {
        var output = new DenseMatrix(input.Rows, weights.Rows);
        Gemm.Multiply(input, weights, output, Activation.None, options);
        var exponentials = new float[output.Elements.Length];
        for (var i = 0; i < exponentials.Length; i++)
        {
            exponentials[i] = Math.Min(output.Elements[i], 0);
        }

        Elementwise.Exp(exponentials, options);
        for (var i = 0; i < exponentials.Length; i++)
        {
            output.Elements[i] = output.Elements[i] > 0 ? output.Elements[i] : exponentials[i] - 1;
        }

        return output;
    }
}
