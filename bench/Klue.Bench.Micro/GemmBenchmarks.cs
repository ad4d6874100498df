using BenchmarkDotNet.Attributes;
using Klue.Bench.Workloads;
using Klue.Kernels;

namespace Klue.Bench.Micro;

/// <summary>One panel of 48 columns and one slab of K = 768, which the core's own cache holds: the tile, and little else.</summary>
public class GemmBenchmarks : KernelBenchmark
{
    private const int Columns = 48;
    private const int Inner = 768;

    private RandomMatrix _input = null!;
    private RandomMatrix _output = null!;
    private PackedMatrix _weights = null!;

    /// <summary>Rows of activations: 1 to 8 are one tile, 32 are four.</summary>
    [Params(1, 2, 4, 6, 8, 32)]
    public int Rows { get; set; }

    /// <summary>The product alone.</summary>
    [Benchmark(Baseline = true)]
    public void Multiply() => Gemm.Multiply(_input.View, _weights, _output.View, Activation.None, Options);

    /// <summary>With GELU on the tile.</summary>
    [Benchmark]
    public void MultiplyGelu() => Gemm.Multiply(_input.View, _weights, _output.View, Activation.Gelu, Options);

    /// <summary>With the residual added to the tile.</summary>
    [Benchmark]
    public void MultiplyAdd() => Gemm.MultiplyAdd(_input.View, _weights, _output.View, _output.View, Options);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _input = Own(new RandomMatrix(Rows, Inner));
        _output = Own(new RandomMatrix(Rows, Columns));
        _weights = Own(new PackedMatrix(Columns, Inner));
        var rows = new float[Columns * Inner];
        RandomMatrix.Fill(rows);
        _weights.SetRows(0, rows);
    }
}
