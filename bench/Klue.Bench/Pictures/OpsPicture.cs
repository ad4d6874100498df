using Klue.Bench.Reports;
using Klue.Bench.Timing;

namespace Klue.Bench.Pictures;

/// <summary>What an element costs.</summary>
internal static class OpsPicture
{
    /// <summary>The picture, if the report has its measurements.</summary>
    public static IEnumerable<Picture> Of(BenchReport report)
    {
        var measured = report.Of(SectionKind.Ops).Where(found => found.Threads == 1).ToList();
        if (measured.Count == 0)
        {
            yield break;
        }

        var ops = measured.Select(found => found.LabelOf("op")).Distinct().ToList();
        var chart = new BarChart(
            "Operations on elements and rows", $"float32, {report.InstructionSet}, 1 thread, in place", ops, "operation", "ns per element")
        {
            LabelFormat = "0.00",
        };
        foreach (var size in measured.GroupBy(Size))
        {
            chart.Add(size.Key, [.. ops.Select(op => size.FirstOrDefault(found => found.LabelOf("op") == op) is { } found ? 1e9 / found.ItemRate : (double?)null)]);
        }

        yield return new Picture(SectionKind.Ops, "Nanoseconds for each element, by operation and size of the matrix.", chart.Draw());
    }

    private static string Size(Measurement found) => $"{found.LabelOf("rows")} x {found.LabelOf("columns")}, {found.LabelOf("data")}";
}
