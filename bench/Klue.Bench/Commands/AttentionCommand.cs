using System.CommandLine;
using Klue.Bench.Suites;
using Klue.Bench.Workloads;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench attention</c>: scaled dot-product attention alone.</summary>
internal sealed class AttentionCommand : SuiteCommand, IExampleSource
{
    private readonly Option<string?> _shapes = BenchOptions.Shapes(
        $"Batches, texts x tokens, with commas between them, and mixed: 32 texts of 8 to 128 tokens; {BatchShape.DefaultNames} if not given.");

    public AttentionCommand(CommandHost host)
        : base(host, "attention", "Time one layer's attention, 12 heads of 64, as it stands between two matrix products.", secondsPerCase: 0.5)
    {
        Add(_shapes);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue-bench attention --shapes 1x128,mixed"];

    protected override Suite CreateSuite(ParseResult arguments, SuiteSettings settings) =>
        new AttentionSuite(settings, BenchOptions.Batches(_shapes, arguments));
}
