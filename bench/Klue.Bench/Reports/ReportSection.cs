using Klue.Bench.Timing;

namespace Klue.Bench.Reports;

/// <summary>A part of a report.</summary>
/// <param name="Name">One of <see cref="SectionKind"/>'s names.</param>
/// <param name="Measurements">What was measured.</param>
internal sealed record ReportSection(string Name, IReadOnlyList<Measurement> Measurements);
