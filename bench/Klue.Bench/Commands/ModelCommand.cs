using System.CommandLine;
using Klue.Bench.Suites;
using Klue.Bench.Workloads;
using Klue.CommandLine;
using Klue.Kernels;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench model</c>: whole forward passes.</summary>
internal sealed class ModelCommand : SuiteCommand, IExampleSource
{
    private readonly Option<string?> _shapes = BenchOptions.Shapes(
        $"Batches, texts x tokens, with commas between them, and mixed: 32 texts of 8 to 128 tokens; {BatchShape.DefaultNames} if not given.");

    private readonly Option<WeightFormat> _weights = BenchOptions.Weights();
    private readonly Option<bool> _cold = BenchOptions.Cold();
    private readonly Option<string?> _model = BenchOptions.Model("The model's folder; a BERT-base of random weights, made in memory, if not given.");

    public ModelCommand(CommandHost host)
        : base(host, "model", "Time the whole encoder, ids to the last hidden state.", secondsPerCase: 2)
    {
        Add(_shapes);
        Add(_weights);
        Add(_cold);
        Add(_model);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue-bench model --shapes 1x16,1x128 --threads 1",
        "klue-bench model -m klue-bert-base --isa avx2",
    ];

    protected override Suite CreateSuite(ParseResult arguments, SuiteSettings settings) => new ModelSuite(
        settings, BenchOptions.Batches(_shapes, arguments), BenchOptions.Folder(arguments.GetValue(_model)), arguments.GetValue(_cold), arguments.GetValue(_weights));
}
