using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Models;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Suites;

/// <summary>The whole encoder, ids to the last hidden state of every token.</summary>
internal sealed class ModelSuite : Suite
{
    private const int Seed = 1;

    private readonly SuiteSettings _settings;
    private readonly bool _isCold;
    private readonly WeightFormat _format;
    private readonly string _modelName;
    private readonly Rotation<BertModel> _models;

    /// <summary>Loads the model of a folder, or makes a random BERT-base where <paramref name="folder"/> is null.</summary>
    public ModelSuite(SuiteSettings settings, IReadOnlyList<BatchShape> shapes, string? folder, bool isCold, WeightFormat format = WeightFormat.F32)
    {
        (_settings, _isCold, _format) = (settings, isCold, format);
        _modelName = folder is null ? RandomBert.Name : new DirectoryInfo(folder).Name;
        Func<BertModel> load = folder is null ? () => RandomBert.Load(Seed, format) : () => BertModel.Load(folder, new CheckpointOptions { Weights = format });
        var first = load();
        _models = Own(new Rotation<BertModel>(first, load, BertWork.EncoderBytes(first.Config), isCold));
        Cases = [.. shapes.SelectMany(shape => Create(shape, first))];
    }

    /// <summary>What is shown of each measurement.</summary>
    public static IReadOnlyList<Column<Measurement>> Shown { get; } =
    [
        Label("engine"), Threads, Label("batch"), Label("seq"), MedianMilliseconds,
        P10Milliseconds.ForPeopleOnly, P90Milliseconds.ForPeopleOnly, TokensPerSecond, Gflops,
        ShareOfPeak, MinMilliseconds, Runs,
    ];

    public override string Name => "model";

    public override IReadOnlyList<Column<Measurement>> Columns => Shown;

    public override IReadOnlyList<BenchCase> Cases { get; }

    private IEnumerable<BenchCase> Create(BatchShape shape, BertModel model)
    {
        var batch = RandomBatch.Create(shape.Lengths, model.Config);
        var hidden = new float[batch.RowCount * model.Config.HiddenSize];
        return _settings.Threads.Select(threads =>
        {
            var options = new ForwardOptions { Kernels = _settings.Kernels(threads) };
            return new BenchCase
            {
                Suite = Name,
                Labels =
                [
                    new("engine", "klue"), new("batch", shape.Batch), new("seq", shape.Sequence),
                    new("model", _modelName), new("isa", _settings.TierName), new("weights", _isCold ? "cold" : "hot"),
                    new("format", $"{_format}".ToLowerInvariant()),
                ],
                Threads = threads,
                Work = new Work(BertWork.Operations(model.Config, shape.Lengths), BertWork.EncoderBytes(model.Config), shape.Tokens),
                ComputePeak = Peak.Of(_settings.Tier),
                Run = () => _models.Next().Forward(batch, hidden, options),
            };
        });
    }
}
