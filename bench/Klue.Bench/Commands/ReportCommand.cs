using System.CommandLine;
using Klue.Bench.Peaks;
using Klue.Bench.Reports;
using Klue.Bench.Suites;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench report</c>: everything, as files.</summary>
internal sealed class ReportCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Option<string> _out = new("--out") { Description = "The folder to write to, made where there is none.", HelpName = "FOLDER", Required = true };
    private readonly Option<string?> _from = new("--from")
    {
        Description = "A report.json: write its TSV, pictures and page again instead of measuring.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _quick = new("--quick") { Description = "Fewer shapes and less time for each: about a minute instead of several." };
    private readonly Option<int[]> _threads = BenchOptions.OneAndAllThreads();
    private readonly Option<string?> _instructionSet = BenchOptions.InstructionSet();
    private readonly Option<string?> _model = BenchOptions.Model("The model's folder; a BERT-base of random weights if not given.");
    private readonly Option<string?> _texts = BenchOptions.Texts();
    private readonly Option<string[]> _programs = BenchOptions.Programs();
    private readonly Option<string[]> _peers = new("--peers")
    {
        Description = "Tab-separated rows of Klue.Bench.Peers, to be shown beside; may be given several times.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    public ReportCommand(CommandHost host)
        : base("report", "Measure everything and write it down: JSON, TSV, pictures, and a page that shows them.")
    {
        _host = host;
        Add(_out);
        Add(_from);
        Add(_quick);
        Add(_threads);
        Add(_instructionSet);
        Add(_model);
        Add(_texts);
        Add(_programs);
        Add(_peers);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue-bench report --out report --quick"];

    private Task<int> Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var peers = arguments.GetRequiredValue(_peers).Select(PeerTable.Read).ToList();
        if (peers.GroupBy(table => table.Name).FirstOrDefault(tables => tables.Count() > 1) is { } twice)
        {
            throw new UsageException($"--peers: two files are called '{twice.Key}', as their pictures would be.");
        }

        var folder = arguments.GetRequiredValue(_out);
        ReportFolder.Create(folder);
        var report = arguments.GetValue(_from) is { } file ? ReportFile.Read(file) : Measure(arguments, cancellationToken);
        ReportFolder.Write(folder, report, peers);
        _host.Output.WriteLine(Path.Combine(folder, ReportFolder.Page));
        return Task.FromResult(ExitCode.Success);
    }

    private BenchReport Measure(ParseResult arguments, CancellationToken cancellationToken)
    {
        var plan = new ReportPlan
        {
            Settings = new SuiteSettings(arguments.GetRequiredValue(_threads), BenchOptions.Tier(arguments.GetValue(_instructionSet))),
            Model = BenchOptions.Folder(arguments.GetValue(_model)),
            Texts = arguments.GetValue(_texts),
            Programs = StartCommand.Programs(arguments.GetRequiredValue(_programs)),
            IsQuick = arguments.GetValue(_quick),
        };
        using var gauge = new PeakGauge();
        var command = $"{_host.Name} {string.Join(' ', arguments.Tokens.Select(token => token.Value))}";
        return ProgressBar.Show(_host, progress => new ReportRun(plan, gauge, progress, cancellationToken).Run(command));
    }
}
