namespace Klue.Kernels.Tests;

/// <summary>A random matrix product, and what it must give.</summary>
internal sealed class GemmProblem
{
    public GemmProblem(int m, int n, int k, double deviation = 1)
    {
        (M, N, K) = (m, n, k);
        var seed = HashCode(m, n, k);
        Input = Sample.Normal(m * k, seed, deviation);
        Weights = Sample.Normal(n * k, seed + 1, deviation);
        Bias = Sample.Normal(n, seed + 2, deviation * deviation);
        Residual = Sample.Normal(m * n, seed + 3, deviation);
        Packed = new PackedMatrix(n, k);
        Packed.SetRows(0, Weights, Bias);
    }

    /// <summary>The product of given numbers.</summary>
    public GemmProblem(float[] input, float[] weights, float[] bias, int m, int n, int k)
    {
        (M, N, K, Input, Weights, Bias) = (m, n, k, input, weights, bias);
        Residual = new float[m * n];
        Packed = new PackedMatrix(n, k);
        Packed.SetRows(0, weights, bias);
    }

    public int M { get; }

    public int N { get; }

    public int K { get; }

    public float[] Input { get; }

    public float[] Weights { get; }

    public float[] Bias { get; }

    public float[] Residual { get; }

    public PackedMatrix Packed { get; }

    public float[] Multiply(KernelOptions options, Activation activation = Activation.None)
    {
        var output = new float[M * N];
        Gemm.Multiply(new(Input, M, K), Packed, new(output, M, N), activation, options);
        return output;
    }

    public float[] MultiplyAdd(KernelOptions options)
    {
        var output = new float[M * N];
        Gemm.MultiplyAdd(new(Input, M, K), Packed, new(Residual, M, N), new(output, M, N), options);
        return output;
    }

    /// <summary>Each element by itself.</summary>
    public float[] Expected()
    {
        var output = new float[M * N];
        for (var m = 0; m < M; m++)
        {
            for (var n = 0; n < N; n++)
            {
                var (row, column) = (m * K, n * K);
                output[(m * N) + n] = Specification.SumOfProducts(Bias[n], K, k => Input[row + k], k => Weights[column + k]);
            }
        }

        return output;
    }

    // System.HashCode differs from run to run.
    private static int HashCode(int m, int n, int k) => (((m * 31) + n) * 31) + k;
}
