using System.CommandLine;
using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.Bench.Starts;
using Klue.Bench.Suites;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench start</c>: from nothing to the first embedding.</summary>
internal sealed class StartCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Option<string[]> _programs = BenchOptions.Programs();
    private readonly Option<string?> _model = BenchOptions.Model("The model's folder; a random BERT-base in a temporary folder if not given.");
    private readonly Option<int[]> _threads = BenchOptions.Threads(Environment.ProcessorCount);
    private readonly Option<string?> _instructionSet = BenchOptions.InstructionSet();
    private readonly Option<int> _runs = BenchOptions.Count("--runs", "How often each program is started, after once that does not count.", 10);
    private readonly Option<bool> _tsv = BenchOptions.Tsv();

    public StartCommand(CommandHost host)
        : base("start", "Time programs from their start to their first embedding, and watch their memory.")
    {
        _host = host;
        Add(_programs);
        Add(_model);
        Add(_threads);
        Add(_instructionSet);
        Add(_runs);
        Add(_tsv);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue-bench start",
        "klue-bench start --program ./klue -m klue-bert-base",
    ];

    private Task<int> Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var settings = new SuiteSettings(arguments.GetRequiredValue(_threads), BenchOptions.Tier(arguments.GetValue(_instructionSet)));
        var programs = Programs(arguments.GetRequiredValue(_programs));
        var named = BenchOptions.Folder(arguments.GetValue(_model));
        using var random = named is null ? new RandomModelFolder() : null;
        using var gauge = new PeakGauge();
        var measurements = ProgressBar.Show(_host, progress => new StartSurvey(gauge, progress).Run(
            settings, programs, named ?? random!.Path, arguments.GetRequiredValue(_runs), cancellationToken));
        new Table<Measurement>(StartSurvey.Columns, measurements).Write(_host, arguments.GetValue(_tsv));
        return Task.FromResult(ExitCode.Success);
    }

    /// <summary>The programs that the command line names, or this one.</summary>
    /// <exception cref="UsageException">One of them is not there.</exception>
    public static IReadOnlyList<StartProgram> Programs(IReadOnlyList<string> files) =>
        files.Count == 0 ? [StartProgram.Self] : [.. files.Select(StartProgram.Of)];
}
