namespace Klue.Kernels.Tests;

public unsafe class PackedMatrixTests
{
    [Fact]
    public void Panels_are_48_wide_K_major_and_end_in_zeros()
    {
        const int N = 50, K = 3;
        var weights = Sample.Normal(N * K, 1);
        var bias = Sample.Normal(N, 2);
        using var packed = new PackedMatrix(N, K);
        packed.SetRows(0, weights, bias);
        for (var panel = 0; panel < 2; panel++)
        {
            for (var k = 0; k < K; k++)
            {
                for (var i = 0; i < 48; i++)
                {
                    var row = (panel * 48) + i;
                    Assert.Equal(row < N ? weights[(row * K) + k] : 0f, ((float*)packed.Panels)[(((panel * K) + k) * 48) + i]);
                    Assert.Equal(row < N ? bias[row] : 0f, packed.Bias[row]);
                }
            }
        }

        Assert.Equal(2 * 48 * (K + 1) * sizeof(float), packed.ByteLength);
    }

    [Fact]
    public void Rows_set_in_pieces_are_those_set_at_once()
    {
        const int N = 131, K = 37;
        var weights = Sample.Normal(N * K, 1);
        var bias = Sample.Normal(N, 2);
        using var whole = new PackedMatrix(N, K);
        whole.SetRows(0, weights, bias);
        using var pieces = new PackedMatrix(N, K);
        int[] cuts = [0, 1, 40, 50, 96, 131];
        foreach (var (first, end) in cuts.Zip(cuts[1..]).Reverse())
        {
            pieces.SetRows(first, weights.AsSpan(first * K, (end - first) * K), bias.AsSpan(first, end - first));
        }

        Bits.AssertEqual(new(whole.Panels, 3 * 48 * K), new(pieces.Panels, 3 * 48 * K));
        Bits.AssertEqual(new(whole.Bias, 3 * 48), new(pieces.Bias, 3 * 48));
        var row = new float[K];
        for (var i = 0; i < N; i++)
        {
            pieces.CopyRow(i, row);
            Bits.AssertEqual(weights.AsSpan(i * K, K), row);
        }
    }

    [Fact]
    public void Without_a_bias_sums_start_at_zero()
    {
        using var packed = new PackedMatrix(2, 2);
        packed.SetRows(0, [1f, 2f, 3f, 4f]);
        var output = new float[2];
        Gemm.Multiply(new([10f, 1f], 1, 2), packed, new(output, 1, 2), Activation.None, KernelOptions.Default);
        Assert.Equal([12f, 34f], output);
    }

    [Fact]
    public void Rows_that_do_not_fit_are_errors()
    {
        using var packed = new PackedMatrix(4, 3);
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, new float[4]));
        Assert.Throws<ArgumentException>(() => packed.SetRows(0, new float[6], new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => packed.SetRows(3, new float[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => packed.SetRows(-1, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => packed.CopyRow(4, new float[3]));
        Assert.Throws<ArgumentException>(() => packed.CopyRow(0, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PackedMatrix(-1, 3));
        packed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => packed.SetRows(0, new float[3]));
    }
}
