using Klue.Bench.Machines;
using Klue.Bench.Peaks;
using Klue.Bench.Starts;
using Klue.Bench.Suites;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;

namespace Klue.Bench.Reports;

/// <summary>Measures everything that a report holds.</summary>
internal sealed class ReportRun(ReportPlan plan, PeakGauge gauge, IBenchProgress progress, CancellationToken cancellationToken)
{
    /// <summary>Runs.</summary>
    /// <param name="command">The command line, for the report.</param>
    /// <exception cref="OperationCanceledException">Cancelled between two timings.</exception>
    public BenchReport Run(string command)
    {
        var time = DateTimeOffset.UtcNow;
        return new BenchReport
        {
            Version = BenchReport.CurrentVersion,
            Time = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)),
            Command = command,
            Machine = Machine.This,
            InstructionSet = plan.Settings.TierName,
            Peaks = new PeakSurvey(gauge, progress).Run(plan.Settings.Threads, plan.PeakTime, cancellationToken),
            Sections = [.. SectionKind.All.Select(kind => new ReportSection(kind.Name, kind.Measure(this)))],
        };
    }

    /// <summary>Makes a suite, times it and disposes of it.</summary>
    public IReadOnlyList<Measurement> Measure(Func<ReportPlan, Suite> create, double seconds)
    {
        using var suite = create(plan);
        return new CaseRunner(gauge, plan.Timing(seconds), progress).Run(suite.Cases, cancellationToken);
    }

    /// <summary>Starts the programs.</summary>
    public IReadOnlyList<Measurement> MeasureStarts()
    {
        using var random = plan.Model is null ? new RandomModelFolder() : null;
        var settings = plan.Settings with { Threads = [plan.Settings.Threads.Max()] };
        return new StartSurvey(gauge, progress).Run(settings, plan.Programs, plan.Model ?? random!.Path, plan.Starts, cancellationToken);
    }
}
