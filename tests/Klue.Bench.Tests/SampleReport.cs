using Klue.Bench.Machines;
using Klue.Bench.Peaks;
using Klue.Bench.Reports;
using Klue.Bench.Timing;

namespace Klue.Bench.Tests;

/// <summary>A report of invented numbers, a few of each section.</summary>
internal static class SampleReport
{
    private const double Roof = 100e9;

    private static readonly int[] Threads = [1, 2];

    public static BenchReport Create() => new()
    {
        Version = BenchReport.CurrentVersion,
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Command = "klue-bench report --out somewhere",
        Machine = new Machine("A processor", 2, 8L << 30, new Caches(1 << 20, 32 << 20), "A system", ".NET 10", "avx512", FusedMultiplyAdd: true, HugePages: "always", FreeMemory: "8.0 GiB, 0.1 GiB of it in pieces below 2 MiB"),
        InstructionSet = "avx2",
        Peaks =
        [
            .. from threads in Threads
               from peak in new[] { (PeakKind.Fma256, Roof), (PeakKind.CacheRead, 80e9), (PeakKind.MemoryRead, 20e9) }
               select new PeakRecord(Peak.Of(peak.Item1), threads, Steady(threads * peak.Item2)),
        ],
        Sections =
        [
            Section(SectionKind.Model, [("engine", "klue"), ("batch", "1"), ("seq", "16"), ("model", "random"), ("isa", "avx2"), ("weights", "hot")]),
            Section(SectionKind.Gemm, [("isa", "avx2"), ("m", "8"), ("n", "768"), ("k", "768"), ("epilogue", "none"), ("weights", "hot")]),
            Section(SectionKind.ColdGemm, [("isa", "avx2"), ("m", "8"), ("n", "768"), ("k", "768"), ("epilogue", "none"), ("weights", "cold")]),
            Section(SectionKind.Attention, [("isa", "avx2"), ("batch", "32"), ("seq", "mixed"), ("heads", "12")]),
            Section(SectionKind.Ops, [("isa", "avx2"), ("op", "gelu"), ("rows", "128"), ("columns", "768"), ("data", "hot")]),
            Section(SectionKind.Tokenizer, [("mode", "ids"), ("vocabulary", "klue-mini"), ("texts", "random"), ("count", "4000")]),
            Section(SectionKind.Start, [("program", "klue-bench"), ("isa", "avx2"), ("model", "random"), ("input", "text")]),
        ],
    };

    /// <summary>One measurement of so many seconds that spread by a part of themselves.</summary>
    public static Measurement Measure(double seconds, double spread = 0.01, double? share = 0.5, int threads = 1, string m = "8", double roof = Roof) => new()
    {
        Suite = SectionKind.Gemm,
        Labels = [new("isa", "avx2"), new("m", m)],
        Threads = threads,
        Work = new Work(share is { } value ? value * roof * seconds : 0, 4e6, 8),
        Seconds = new Sample(seconds, seconds * (1 - spread), seconds * (1 + spread), seconds * (1 - (2 * spread)), seconds * (1 + (2 * spread)), 100),
        Compute = share is { } known ? new Share("fma256", roof, known) : null,
    };

    /// <summary>The sample report with other measurements.</summary>
    public static BenchReport With(params IReadOnlyList<Measurement> measurements) =>
        Create() with { Sections = [new ReportSection(SectionKind.Gemm, measurements)] };

    private static ReportSection Section(string name, (string Name, string Value)[] labels) => new(
        name,
        [
            .. from threads in Threads
               select Measure(0.01 / threads, threads: threads) with
               {
                   Suite = name,
                   Labels = [.. labels.Select(label => new Label(label.Name, label.Value))],
                   Read = new Share("memory_read", 20e9, 0.25),
                   PeakMemory = 5e8,
               },
        ]);

    private static Sample Steady(double rate) => new(rate, rate, rate, rate, rate, 10);
}
