using Klue.Bench.Machines;
using Klue.Bench.Peaks;

namespace Klue.Bench.Reports;

/// <summary>Everything that one run has measured.</summary>
internal sealed record BenchReport
{
    /// <summary>The version of the file's form.</summary>
    public const int CurrentVersion = 1;

    /// <inheritdoc cref="CurrentVersion"/>
    public required int Version { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The command line that made it.</summary>
    public required string Command { get; init; }

    /// <summary>Where it ran.</summary>
    public required Machine Machine { get; init; }

    /// <summary>The instruction set that the kernels used.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>What the machine can do at most.</summary>
    public required IReadOnlyList<PeakRecord> Peaks { get; init; }

    /// <summary>What was measured.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }

    /// <summary>The measurements of a section; none if the report has no such section.</summary>
    public IReadOnlyList<Timing.Measurement> Of(string section) => Sections.FirstOrDefault(known => known.Name == section)?.Measurements ?? [];

    /// <summary>The best reading of a peak on so many threads; 0 where it was not measured.</summary>
    public double PeakRate(PeakKind kind, int threads) =>
        Peaks.FirstOrDefault(found => found.Peak.Kind == kind && found.Threads == threads)?.Rates.Max ?? 0;
}
