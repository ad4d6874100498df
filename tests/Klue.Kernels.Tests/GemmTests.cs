namespace Klue.Kernels.Tests;

public class GemmTests
{
    [Fact]
    public void Product_is_the_float64_product_to_rounding()
    {
        const int M = 5, N = 100, K = 37;
        var input = Sample.Normal(M * K, 1);
        var weights = Sample.Normal(N * K, 2);
        var bias = Sample.Normal(N, 3);
        using var packed = new PackedMatrix(N, K);
        packed.SetRows(0, weights, bias);
        var output = new float[M * N];
        Gemm.Multiply(new(input, M, K), packed, new(output, M, N), Activation.None, KernelOptions.Default);
        for (var m = 0; m < M; m++)
        {
            for (var n = 0; n < N; n++)
            {
                double expected = bias[n];
                for (var k = 0; k < K; k++)
                {
                    expected += (double)input[(m * K) + k] * weights[(n * K) + k];
                }

                Assert.Equal(expected, output[(m * N) + n], 2e-5);
            }
        }
    }
}
