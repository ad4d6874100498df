using BenchmarkDotNet.Attributes;
using Klue.Bench.Workloads;
using Klue.Kernels;

namespace Klue.Bench.Micro;

/// <summary>One text, one head of 64.</summary>
public class AttentionBenchmarks : KernelBenchmark
{
    private const int HeadSize = 64;

    private RandomMatrix _projected = null!;
    private RandomMatrix _output = null!;
    private int[] _queryStarts = [];
    private int[] _keyStarts = [];
    private int[] _keyCounts = [];

    /// <summary>Tokens of the text.</summary>
    [Params(8, 32, 128, 512)]
    public int Tokens { get; set; }

    /// <summary>Scores, softmax and the weighted sum of values.</summary>
    [Benchmark]
    public void Compute() => Attention.Compute(
        _projected.View.SliceColumns(0, HeadSize), _projected.View.SliceColumns(HeadSize, HeadSize), _projected.View.SliceColumns(2 * HeadSize, HeadSize),
        _output.View, _queryStarts, _keyStarts, _keyCounts, heads: 1, Options);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _projected = Own(new RandomMatrix(Tokens, 3 * HeadSize));
        _output = Own(new RandomMatrix(Tokens, HeadSize));
        (_queryStarts, _keyStarts, _keyCounts) = ([0, Tokens], [0], [Tokens]);
    }
}
