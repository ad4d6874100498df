using System.CommandLine;
using System.Globalization;
using Klue.Bench.Comparisons;
using Klue.Bench.Reports;
using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench compare</c>: what became slower or faster between two reports.</summary>
internal sealed class CompareCommand : Command, IExampleSource
{
    private const double Hundred = 100;

    private static readonly Column<CaseChange>[] Columns =
    [
        new("verdict", change => change.Verdict.ToString().ToLowerInvariant()),
        new("section", change => change.Section),
        new("case", change => change.Case),
        new("before_ms", "0.0000", change => change.Before.Seconds.Median * 1e3),
        new("after_ms", "0.0000", change => change.After.Seconds.Median * 1e3),
        new("time_ratio", "0.000", change => change.TimeRatio),
        new("before_share", "0.000", change => change.Before.Compute?.Value),
        new("after_share", "0.000", change => change.After.Compute?.Value),
        new("ratio", "0.000", change => change.Ratio),
        new("noise", "0.000", change => change.Noise),
    ];

    private readonly CommandHost _host;
    private readonly Argument<string> _before = new("BEFORE") { Description = "The report.json to compare with." };
    private readonly Argument<string> _after = new("AFTER") { Description = "The report.json to judge." };
    private readonly Option<double> _threshold = BenchOptions.Percent("--threshold", "Exit with 1 if a case became slower, beyond noise, by more than this.", 5);
    private readonly Option<double> _noise = BenchOptions.Percent("--noise", "A change up to this is noise, however small the spread.", 3);
    private readonly Option<bool> _all = new("--all") { Description = "Show what did not change, too." };
    private readonly Option<bool> _tsv = BenchOptions.Tsv();

    public CompareCommand(CommandHost host)
        : base("compare", "Show what became slower or faster between two reports, beyond noise.")
    {
        _host = host;
        Add(_before);
        Add(_after);
        Add(_threshold);
        Add(_noise);
        Add(_all);
        Add(_tsv);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["klue-bench compare before/report.json after/report.json"];

    private int Run(ParseResult arguments)
    {
        var (beforeFile, afterFile) = (arguments.GetRequiredValue(_before), arguments.GetRequiredValue(_after));
        var (before, after) = (ReportFile.Read(beforeFile), ReportFile.Read(afterFile));
        var comparison = new Comparison(before, after, arguments.GetRequiredValue(_noise) / Hundred);
        if (comparison.Changes.Count == 0)
        {
            throw new UsageException($"'{beforeFile}' and '{afterFile}' have no case in common.");
        }

        SayDifferences(before, after, comparison);
        var shown = comparison.Changes.Where(change => arguments.GetValue(_all) || change.Verdict != Verdict.Same).OrderByDescending(change => change.Ratio);
        new Table<CaseChange>(Columns, [.. shown]).Write(_host, arguments.GetValue(_tsv));
        var threshold = arguments.GetRequiredValue(_threshold);
        var slower = comparison.SlowerThan(threshold / Hundred);
        _host.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"of {comparison.Changes.Count} cases {Count(Verdict.Faster)} became faster and {Count(Verdict.Slower)} slower, {slower.Count} of them by more than {threshold} %"));
        return slower.Count == 0 ? ExitCode.Success : ExitCode.Failure;

        int Count(Verdict verdict) => comparison.Changes.Count(change => change.Verdict == verdict);
    }

    // What would make the comparison mean less than it seems to.
    private void SayDifferences(BenchReport before, BenchReport after, Comparison comparison)
    {
        if (before.Machine.Processor != after.Machine.Processor)
        {
            _host.Say($"different processors: {before.Machine.Processor}, {after.Machine.Processor}");
        }

        SayMissing("first", comparison.OnlyBefore);
        SayMissing("second", comparison.OnlyAfter);
    }

    private void SayMissing(string where, IReadOnlyList<string> cases)
    {
        if (cases.Count > 0)
        {
            _host.Say($"only in the {where}: {cases.Count} cases, such as {cases[0]}");
        }
    }
}
