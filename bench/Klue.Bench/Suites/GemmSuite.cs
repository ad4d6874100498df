using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using Klue.Kernels;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Suites;

/// <summary>Matrix products with packed weights.</summary>
internal sealed class GemmSuite : Suite
{
    private readonly SuiteSettings _settings;
    private readonly GemmEpilogue _epilogue;
    private readonly bool _isCold;
    private readonly WeightFormat _format;
    private readonly Dictionary<(int N, int K), Rotation<PackedMatrix>> _weights = [];

    public GemmSuite(SuiteSettings settings, IReadOnlyList<GemmShape> shapes, GemmEpilogue epilogue, bool isCold, WeightFormat format = WeightFormat.F32)
    {
        (_settings, _epilogue, _isCold, _format) = (settings, epilogue, isCold, format);
        Cases = [.. shapes.SelectMany(Create)];
    }

    /// <summary>What is shown of each measurement.</summary>
    public static IReadOnlyList<Column<Measurement>> Shown { get; } =
    [
        Label("isa"), Threads, Label("m"), Label("n"), Label("k"), Label("epilogue"),
        Label("weights"), Label("format"), MedianMicroseconds, P10Microseconds, P90Microseconds, Gflops,
        ShareOfPeak, GigabytesPerSecond, ShareOfRead, Runs,
    ];

    public override string Name => "gemm";

    public override IReadOnlyList<Column<Measurement>> Columns => Shown;

    public override IReadOnlyList<BenchCase> Cases { get; }

    private int BytesPerWeight => _format switch
    {
        WeightFormat.F32 => sizeof(float),
        WeightFormat.I8 => sizeof(byte),
        _ => sizeof(short),
    };

    private IEnumerable<BenchCase> Create(GemmShape shape)
    {
        var weights = Weights(shape.N, shape.K);
        var input = Own(new RandomMatrix(shape.M, shape.K));
        var residual = Own(new RandomMatrix(shape.M, shape.N));
        var output = Own(new RandomMatrix(shape.M, shape.N));
        return _settings.Threads.Select(threads => new BenchCase
        {
            Suite = Name,
            Labels =
            [
                new("isa", _settings.TierName), new("m", shape.M), new("n", shape.N), new("k", shape.K),
                new("epilogue", _epilogue.ToString().ToLowerInvariant()), new("weights", _isCold ? "cold" : "hot"),
                new("format", $"{_format}".ToLowerInvariant()),
            ],
            Threads = threads,
            Work = new Work(2.0 * shape.M * shape.N * shape.K, BytesPerWeight * (double)shape.N * shape.K, shape.M),
            ComputePeak = Peak.Of(_settings.Tier),
            ReadPeak = _isCold ? PeakKind.MemoryRead : null,
            Run = Product(_settings.Kernels(threads), input, weights, residual, output),
        });
    }

    private Action Product(KernelOptions options, RandomMatrix input, Rotation<PackedMatrix> weights, RandomMatrix residual, RandomMatrix output) =>
        _epilogue switch
        {
            GemmEpilogue.Residual => () => Gemm.MultiplyAdd(input.View, weights.Next(), residual.View, output.View, options),
            GemmEpilogue.Gelu => () => Gemm.Multiply(input.View, weights.Next(), output.View, Activation.Gelu, options),
            _ => () => Gemm.Multiply(input.View, weights.Next(), output.View, Activation.None, options),
        };

    private Rotation<PackedMatrix> Weights(int n, int k)
    {
        if (!_weights.TryGetValue((n, k), out var weights))
        {
            weights = Own(new Rotation<PackedMatrix>(Pack(n, k), () => Pack(n, k), BytesPerWeight * (long)n * k, _isCold));
            _weights.Add((n, k), weights);
        }

        return weights;
    }

    private PackedMatrix Pack(int n, int k)
    {
        var row = new float[k];
        RandomMatrix.Fill(row);
        var weights = new PackedMatrix(n, k, _format);
        for (var i = 0; i < n; i++)
        {
            weights.SetRows(i, row);
        }

        return weights;
    }
}
