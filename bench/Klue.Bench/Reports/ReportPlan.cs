using Klue.Bench.Starts;
using Klue.Bench.Suites;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;

namespace Klue.Bench.Reports;

/// <summary>What a report is to measure, and for how long.</summary>
internal sealed record ReportPlan
{
    private const string QuickShapes = "1x16,1x128,8x128,mixed";
    private const string QuickRows = "8,128";
    private const string ColdRows = "1,8,128";

    /// <summary>Threads and instruction set.</summary>
    public required SuiteSettings Settings { get; init; }

    /// <summary>The model's folder, or null for a random BERT-base.</summary>
    public string? Model { get; init; }

    /// <summary>A file of texts, or null for random ones.</summary>
    public string? Texts { get; init; }

    /// <summary>What to start.</summary>
    public required IReadOnlyList<StartProgram> Programs { get; init; }

    /// <summary>Fewer shapes, and less time for each.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Starts of each program.</summary>
    public int Starts => IsQuick ? 3 : 10;

    /// <summary>Time for each peak.</summary>
    public TimeSpan PeakTime => TimeSpan.FromSeconds(IsQuick ? 0.1 : 0.5);

    /// <summary>Batches.</summary>
    public IReadOnlyList<BatchShape> Batches => [.. (IsQuick ? QuickShapes : BatchShape.DefaultNames).Split(',').Select(BatchShape.Parse)];

    /// <summary>Matrix products whose weights may stay in cache.</summary>
    public IReadOnlyList<GemmShape> Products => IsQuick ? Layers(QuickRows) : GemmShape.Defaults;

    /// <summary>Matrix products whose weights come from memory.</summary>
    public IReadOnlyList<GemmShape> ColdProducts => Layers(IsQuick ? QuickRows : ColdRows);

    /// <summary>Matrices of the element-wise operations.</summary>
    public IReadOnlyList<OpShape> Matrices => [.. OpShape.DefaultNames.Split(',').Take(IsQuick ? 1 : 2).Select(OpShape.Parse)];

    /// <summary>How long and how often to measure what takes so many seconds in full.</summary>
    public TimingPlan Timing(double seconds) => IsQuick
        ? new TimingPlan { TimePerCase = TimeSpan.FromSeconds(seconds / 4), Rounds = 3 }
        : new TimingPlan { TimePerCase = TimeSpan.FromSeconds(seconds) };

    private static GemmShape[] Layers(string rows) => [.. rows.Split(',').SelectMany(GemmShape.Parse)];
}
