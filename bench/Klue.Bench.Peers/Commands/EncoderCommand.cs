using System.CommandLine;
using Klue.Bench.Commands;
using Klue.Bench.Peaks;
using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Engines;
using Klue.Bench.Peers.Tasks;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Results;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using Klue.CommandLine;

namespace Klue.Bench.Peers.Commands;

/// <summary>A command that has engines do one task in turn.</summary>
internal abstract class EncoderCommand : Command
{
    private readonly CommandHost _host;
    private readonly EncoderTask _task;
    private readonly string _defaultShapes;
    private readonly Option<string?> _shapes;
    private readonly Option<string> _engines;
    private readonly Option<int[]> _threads = BenchOptions.Threads([.. new[] { 1, Environment.ProcessorCount }.Distinct()]);
    private readonly Option<double> _seconds = BenchOptions.Seconds(2);
    private readonly Option<int> _rounds = BenchOptions.Rounds();
    private readonly Option<string?> _cache = PeerOptions.Cache();
    private readonly Option<bool> _tsv = BenchOptions.Tsv();

    protected EncoderCommand(CommandHost host, string name, string description, EncoderTask task, string shapes, string engines)
        : base(name, description)
    {
        (_host, _task, _defaultShapes) = (host, task, shapes);
        _shapes = BenchOptions.Shapes($"Batches, texts x tokens, with commas between them, and mixed; {shapes} if not given.");
        _engines = PeerOptions.Engines(EngineCatalog.Names, engines);
        Add(_shapes);
        Add(_engines);
        Add(_threads);
        Add(_seconds);
        Add(_rounds);
        Add(_cache);
        Add(_tsv);
        SetAction(Run);
    }

    /// <summary>What is shown of each engine.</summary>
    protected abstract IReadOnlyList<Column<Standing>> Columns { get; }

    private Task<int> Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var shapes = BenchOptions.List(arguments.GetValue(_shapes) ?? _defaultShapes).Select(BatchShape.Parse).ToList();
        var engines = EngineCatalog.Check(BenchOptions.List(arguments.GetRequiredValue(_engines)));
        var plan = new TimingPlan
        {
            TimePerCase = TimeSpan.FromSeconds(arguments.GetRequiredValue(_seconds)),
            Rounds = arguments.GetRequiredValue(_rounds),
        };
        using var catalog = new EngineCatalog(new ModelCache(arguments.GetValue(_cache)), _task.Output);
        using var gauge = new PeakGauge();
        try
        {
            var standings = ProgressBar.Show(_host, progress =>
                new EncoderContests(Name, _task, catalog, new Contest(gauge, plan, progress))
                    .Run(engines, shapes, arguments.GetRequiredValue(_threads), cancellationToken));
            new Table<Standing>(Columns, standings).Write(_host, arguments.GetValue(_tsv));
            return Task.FromResult(ExitCode.Success);
        }
        catch (DisagreementException disagreement)
        {
            _host.Say(disagreement.Message);
            return Task.FromResult(ExitCode.Failure);
        }
    }
}
