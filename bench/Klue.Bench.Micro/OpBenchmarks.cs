using BenchmarkDotNet.Attributes;
using Klue.Bench.Workloads;

namespace Klue.Bench.Micro;

/// <summary>Operations on the elements and rows of 16 x 768, filled again each time, which <c>refill</c> shows by itself.</summary>
public class OpBenchmarks : KernelBenchmark
{
    private static readonly OpShape Shape = new(16, 768);

    private EmbeddingTables _tables = null!;
    private OpData _data = null!;
    private Op _op = null!;

    /// <summary>The operation.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    /// <summary>All of klue-bench's.</summary>
    public static IEnumerable<string> Names => Op.All.Select(op => op.Name);

    /// <summary>The filling alone.</summary>
    [Benchmark(Baseline = true)]
    public void Refill() => _data.Refill();

    /// <summary>Filling and operation.</summary>
    [Benchmark]
    public void RefillAndRun()
    {
        _data.Refill();
        _op.Run(_data, Options);
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _op = Op.Parse(Name);
        _tables = Own(new EmbeddingTables(Shape.Columns));
        _data = Own(new OpData(Shape, _tables, seed: 1));
    }
}
