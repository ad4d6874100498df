using Klue.Kernels;

namespace Klue.Models;

/// <summary>Weight and bias of a LayerNorm over the last axis (Ba et al. 2016, arXiv 1607.06450), with its epsilon.</summary>
internal sealed class LayerNormWeights(float[] weight, float[] bias, float epsilon)
{
    public void Apply(MatrixView x, KernelOptions options) => LayerNorm.Apply(x, weight, bias, epsilon, options);
}
