using System.CommandLine;
using Klue.Bench.Suites;
using Klue.Bench.Workloads;
using Klue.CommandLine;
using Klue.Kernels;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench gemm</c>: matrix products.</summary>
internal sealed class GemmCommand : SuiteCommand, IExampleSource
{
    private readonly Option<string?> _shapes = BenchOptions.Shapes(
        "Products MxNxK with commas between them, or M alone for the four layers of BERT-base; these with M = 1 to 2048 if not given.");

    private readonly Option<WeightFormat> _weights = BenchOptions.Weights();
    private readonly Option<bool> _cold = BenchOptions.Cold();
    private readonly Option<GemmEpilogue> _epilogue = new("--epilogue")
    {
        Description = "What follows the product while its tile is in cache: none, residual or gelu.",
        HelpName = "NAME",
    };

    public GemmCommand(CommandHost host)
        : base(host, "gemm", "Time matrix products with packed weights.", secondsPerCase: 0.5)
    {
        Add(_shapes);
        Add(_weights);
        Add(_cold);
        Add(_epilogue);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue-bench gemm --shapes 128 --threads 1",
        "klue-bench gemm --shapes 1x768x768 --weights bf16 --cold",
    ];

    protected override Suite CreateSuite(ParseResult arguments, SuiteSettings settings)
    {
        var shapes = arguments.GetValue(_shapes) is { } text ? BenchOptions.List(_shapes, text).SelectMany(GemmShape.Parse) : GemmShape.Defaults;
        return new GemmSuite(settings, [.. shapes], arguments.GetValue(_epilogue), arguments.GetValue(_cold), arguments.GetValue(_weights));
    }
}
