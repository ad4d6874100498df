using System.CommandLine;
using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench peak</c>: what this machine can do at most.</summary>
internal sealed class PeakCommand : Command
{
    private const double Giga = 1e9;

    private static readonly Column<PeakRecord>[] Columns =
    [
        new("peak", found => found.Peak.Name),
        new("threads", "0", found => found.Threads),
        new("unit", found => found.Peak.Unit),
        new("median", "0.0", found => found.Rates.Median / Giga),
        new("p10", "0.0", found => found.Rates.P10 / Giga),
        new("p90", "0.0", found => found.Rates.P90 / Giga),
        new("max", "0.0", found => found.Rates.Max / Giga),
        new("runs", "0", found => found.Rates.Count),
    ];

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

    private Task<int> Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var time = TimeSpan.FromSeconds(arguments.GetRequiredValue(_seconds));
        using var gauge = new PeakGauge();
        var records = ProgressBar.Show(
            _host, progress => new PeakSurvey(gauge, progress).Run(arguments.GetRequiredValue(_threads), time, cancellationToken));
        new Table<PeakRecord>(Columns, records).Write(_host, arguments.GetValue(_tsv));
        return Task.FromResult(ExitCode.Success);
    }
}
