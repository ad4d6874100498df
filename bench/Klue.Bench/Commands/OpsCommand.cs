using System.CommandLine;
using Klue.Bench.Suites;
using Klue.Bench.Workloads;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench ops</c>: what is done to single elements and rows.</summary>
internal sealed class OpsCommand : SuiteCommand, IExampleSource
{
    private readonly Option<string?> _shapes = BenchOptions.Shapes(
        $"Matrices, rows x columns, with commas between them; {OpShape.DefaultNames} if not given.");

    private readonly Option<string?> _ops = new("--ops")
    {
        Description = $"Which, with commas between them; all if not given: {string.Join(", ", Op.All.Select(op => op.Name))}.",
        HelpName = "LIST",
    };

    private readonly Option<bool> _cold = BenchOptions.Cold("data");

    public OpsCommand(CommandHost host)
        : base(host, "ops", "Time the operations on single elements and rows.", secondsPerCase: 0.25)
    {
        Add(_shapes);
        Add(_ops);
        Add(_cold);
        AddShared();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue-bench ops --shapes 128x768"];

    protected override Suite CreateSuite(ParseResult arguments, SuiteSettings settings)
    {
        var shapes = BenchOptions.List(_shapes, arguments.GetValue(_shapes) ?? OpShape.DefaultNames).Select(OpShape.Parse);
        var ops = arguments.GetValue(_ops) is { } names ? BenchOptions.List(_ops, names).Select(Op.Parse) : Op.All;
        return new OpsSuite(settings, [.. shapes], [.. ops], arguments.GetValue(_cold));
    }
}
