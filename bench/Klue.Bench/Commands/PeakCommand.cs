using System.CommandLine;
using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench peak</c>: what this machine can do at most.</summary>
internal sealed class PeakCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Option<int[]> _threads = BenchOptions.Threads([.. Enumerable.Range(1, Environment.ProcessorCount)]);
    private readonly Option<double> _seconds = BenchOptions.Seconds(0.25);
    private readonly Option<bool> _tsv = BenchOptions.Tsv();

    public PeakCommand(CommandHost host)
        : base("peak", "Measure what this machine can do at most: multiply-adds of floats and integers, reading of cache and memory.")
    {
        _host = host;
        Add(_threads);
        Add(_seconds);
        Add(_tsv);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue-bench peak"];

    private Task<int> Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var time = TimeSpan.FromSeconds(arguments.GetRequiredValue(_seconds));
        using var gauge = new PeakGauge();
        var records = ProgressBar.Show(
            _host, progress => new PeakSurvey(gauge, progress).Run(arguments.GetRequiredValue(_threads), time, cancellationToken));
        new Table<PeakRecord>(PeakColumns.All, records).Write(_host, arguments.GetValue(_tsv));
        return Task.FromResult(ExitCode.Success);
    }
}
