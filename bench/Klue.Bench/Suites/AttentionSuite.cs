using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using Klue.Kernels;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Suites;

/// <summary>One layer's attention over queries, keys and values that lie side by side, as the layer's product leaves them.</summary>
internal sealed class AttentionSuite : Suite
{
    private readonly SuiteSettings _settings;
    private readonly int _hidden = RandomBert.Config.HiddenSize;
    private readonly int _heads = RandomBert.Config.NumAttentionHeads;

    public AttentionSuite(SuiteSettings settings, IReadOnlyList<BatchShape> shapes)
    {
        _settings = settings;
        Cases = [.. shapes.SelectMany(Create)];
    }

    /// <summary>What is shown of each measurement.</summary>
    public static IReadOnlyList<Column<Measurement>> Shown { get; } =
    [
        Label("isa"), Threads, Label("batch"), Label("seq"), Label("heads"),
        MedianMicroseconds, P10Microseconds, P90Microseconds, TokensPerSecond, Gflops, ShareOfPeak, GigabytesPerSecond, Runs,
    ];

    public override string Name => "attention";

    public override IReadOnlyList<Column<Measurement>> Columns => Shown;

    public override IReadOnlyList<BenchCase> Cases { get; }

    private IEnumerable<BenchCase> Create(BatchShape shape)
    {
        var tokens = shape.Tokens;
        var projected = Own(new RandomMatrix(tokens, 3 * _hidden));
        var output = Own(new RandomMatrix(tokens, _hidden));
        int[] starts = [0, .. shape.Lengths.Select((_, text) => shape.Lengths.Take(text + 1).Sum())];
        int[] counts = [.. shape.Lengths];
        return _settings.Threads.Select(threads =>
        {
            var options = _settings.Kernels(threads);
            return new BenchCase
            {
                Suite = Name,
                Labels = [new("isa", _settings.TierName), new("batch", shape.Batch), new("seq", shape.Sequence), new("heads", _heads)],
                Threads = threads,
                Work = new Work(
                    shape.Lengths.Sum(length => BertWork.AttentionOperations(length, _hidden)), 4.0 * sizeof(float) * tokens * _hidden, tokens),
                ComputePeak = Peak.Of(_settings.Tier),
                Run = () => Attention.Compute(
                    projected.View.SliceColumns(0, _hidden), projected.View.SliceColumns(_hidden, _hidden),
                    projected.View.SliceColumns(2 * _hidden, _hidden), output.View, starts, starts.AsSpan()[..^1], counts, _heads, options),
            };
        });
    }
}
