using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Suites;

/// <summary>Operations on single elements and rows.</summary>
internal sealed class OpsSuite : Suite
{
    private readonly SuiteSettings _settings;
    private readonly bool _isCold;
    private readonly Dictionary<int, EmbeddingTables> _embeddings = [];

    public OpsSuite(SuiteSettings settings, IReadOnlyList<OpShape> shapes, IReadOnlyList<Op> ops, bool isCold)
    {
        (_settings, _isCold) = (settings, isCold);
        Cases =
        [
            .. from shape in shapes
               let data = Data(shape)
               from op in ops
               from threads in settings.Threads
               where threads == 1 || op.IsParallel
               select Create(op, shape, data, threads),
        ];
    }

    /// <summary>What is shown of each measurement.</summary>
    public static IReadOnlyList<Column<Measurement>> Shown { get; } =
    [
        Label("isa"), Threads, Label("op"), Label("rows"), Label("columns"), Label("data"),
        MedianMicroseconds, P10Microseconds, P90Microseconds, NanosecondsPerItem, GigabytesPerSecond, ShareOfRead, ReadPeak, Runs,
    ];

    public override string Name => "ops";

    public override IReadOnlyList<Column<Measurement>> Columns => Shown;

    public override IReadOnlyList<BenchCase> Cases { get; }

    private BenchCase Create(Op op, OpShape shape, Rotation<OpData> data, int threads)
    {
        var options = _settings.Kernels(threads);
        var bytes = sizeof(float) * (long)op.Passes * shape.Elements;
        return new BenchCase
        {
            Suite = Name,
            Labels =
            [
                new("isa", _settings.TierName), new("op", op.Name), new("rows", shape.Rows), new("columns", shape.Columns),
                new("data", _isCold ? "cold" : "hot"),
            ],
            Threads = threads,
            Work = new Work(Operations: 0, bytes, shape.Elements),
            ReadPeak = _isCold ? PeakKind.MemoryRead : Peak.OfReading(OpData.Bytes(shape), threads),
            Run = () => op.Run(data.Next(), options),

            // Filling what is cold would warm it; and so much of it has its turn so seldom that it is never used up.
            MakeReady = _isCold ? null : () => data.Next().Refill(),
        };
    }

    private Rotation<OpData> Data(OpShape shape)
    {
        if (!_embeddings.TryGetValue(shape.Columns, out var embeddings))
        {
            embeddings = Own(new EmbeddingTables(shape.Columns));
            _embeddings.Add(shape.Columns, embeddings);
        }

        var seed = 0;
        return Own(new Rotation<OpData>(Create(), Create, OpData.Bytes(shape), _isCold));

        OpData Create() => new(shape, embeddings, seed++);
    }
}
