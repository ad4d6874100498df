using System.CommandLine;
using Klue.Bench.Commands;
using Klue.Bench.Peaks;
using Klue.Bench.Peers.Contests;
using Klue.Bench.Results;
using Klue.Bench.Timing;
using Klue.CommandLine;

namespace Klue.Bench.Peers.Commands;

/// <summary>A command that times the same work done by several engines in turn.</summary>
internal abstract class ContestCommand : Command
{
    private readonly CommandHost _host;
    private readonly Option<int[]> _threads = BenchOptions.OneAndAllThreads();
    private readonly Option<double>? _seconds;
    private readonly Option<int> _rounds = BenchOptions.Rounds();
    private readonly Option<bool> _tsv = BenchOptions.Tsv();

    /// <summary>Makes the command; without <paramref name="secondsPerCase"/>, every turn is one run.</summary>
    protected ContestCommand(CommandHost host, string name, string description, double? secondsPerCase)
        : base(name, description)
    {
        _host = host;
        _seconds = secondsPerCase is { } seconds ? BenchOptions.Seconds(seconds) : null;
    }

    /// <summary>What is shown of each contestant.</summary>
    protected abstract IReadOnlyList<Column<Standing>> Columns { get; }

    /// <summary>Adds the options that all these commands have, behind their own, and the action.</summary>
    protected void AddShared()
    {
        Add(_threads);
        if (_seconds is not null)
        {
            Add(_seconds);
        }

        Add(_rounds);
        Add(_tsv);
        SetAction(Run);
    }

    /// <summary>Holds the contests that the command line asks for.</summary>
    /// <exception cref="DisagreementException">Results are not the same.</exception>
    protected abstract IReadOnlyList<Standing> Hold(ParseResult arguments, ContestSettings settings);

    private Task<int> Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var plan = new TimingPlan
        {
            TimePerCase = TimeSpan.FromSeconds(_seconds is null ? 0 : arguments.GetRequiredValue(_seconds)),
            Rounds = arguments.GetRequiredValue(_rounds),
        };
        using var gauge = new PeakGauge();
        try
        {
            var standings = ProgressBar.Show(_host, progress => Hold(
                arguments, new ContestSettings(arguments.GetRequiredValue(_threads), plan, gauge, progress, cancellationToken)));
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
