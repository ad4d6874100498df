using System.CommandLine;
using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.Bench.Suites;
using Klue.Bench.Timing;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary>A command that times one suite.</summary>
internal abstract class SuiteCommand : Command
{
    private readonly CommandHost _host;
    private readonly Option<int[]> _threads = BenchOptions.OneAndAllThreads();
    private readonly Option<string?> _instructionSet = BenchOptions.InstructionSet();
    private readonly Option<double> _seconds;
    private readonly Option<int> _rounds = BenchOptions.Rounds();
    private readonly Option<bool> _tsv = BenchOptions.Tsv();

    protected SuiteCommand(CommandHost host, string name, string description, double secondsPerCase)
        : base(name, description)
    {
        _host = host;
        _seconds = BenchOptions.Seconds(secondsPerCase);
    }

    /// <summary>Adds the options that all these commands have, behind their own, and the action.</summary>
    protected void AddShared(bool hasInstructionSet = true)
    {
        Add(_threads);
        if (hasInstructionSet)
        {
            Add(_instructionSet);
        }

        Add(_seconds);
        Add(_rounds);
        Add(_tsv);
        SetAction(Run);
    }

    /// <summary>Makes the suite that the command line asks for.</summary>
    protected abstract Suite CreateSuite(ParseResult arguments, SuiteSettings settings);

    private Task<int> Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var settings = new SuiteSettings(arguments.GetRequiredValue(_threads), BenchOptions.Tier(arguments.GetValue(_instructionSet)));
        var plan = new TimingPlan
        {
            TimePerCase = TimeSpan.FromSeconds(arguments.GetRequiredValue(_seconds)),
            Rounds = arguments.GetRequiredValue(_rounds),
        };
        using var suite = CreateSuite(arguments, settings);
        using var gauge = new PeakGauge();
        var measurements = ProgressBar.Show(_host, progress => new CaseRunner(gauge, plan, progress).Run(suite.Cases, cancellationToken));
        new Table<Measurement>(suite.Columns, measurements).Write(_host, arguments.GetValue(_tsv));
        return Task.FromResult(ExitCode.Success);
    }
}
