using Klue.Bench.Reports;
using Klue.Bench.Timing;

namespace Klue.Bench.Pictures;

/// <summary>How near matrix products come to the peak.</summary>
internal static class GemmPictures
{
    /// <summary>A picture for each number of threads and temperature of the weights.</summary>
    public static IEnumerable<Picture> Of(BenchReport report) =>
        from section in new[] { SectionKind.Gemm, SectionKind.ColdGemm }
        from measured in report.Of(section).GroupBy(found => found.Threads)
        orderby measured.Key
        select Draw(section, measured.Key, [.. measured], report.InstructionSet);

    private static Picture Draw(string section, int threads, IReadOnlyList<Measurement> measured, string instructionSet)
    {
        var rows = measured.Select(found => found.LabelOf("m")).Distinct().ToList();
        var temperature = section == SectionKind.ColdGemm ? "weights out of memory" : "weights in cache";
        var chart = new BarChart(
            $"Matrix products, {temperature}, {ModelPictures.ThreadText(threads)}",
            $"float32, {instructionSet}; M rows of activations times the weights of BERT-base's linear layers",
            rows, "M, rows of activations", "share of the multiply-add peak");
        foreach (var layer in measured.GroupBy(Layer))
        {
            chart.Add(layer.Key, [.. rows.Select(m => layer.FirstOrDefault(found => found.LabelOf("m") == m)?.Compute?.Value)]);
        }

        return new Picture(
            $"{section}-{threads}",
            $"Share of the multiply-add peak that matrix products reach with {temperature}, {ModelPictures.ThreadText(threads)}.",
            chart.AddLine(1, "peak").Draw());
    }

    private static string Layer(Measurement found) => $"N = {found.LabelOf("n")}, K = {found.LabelOf("k")}";
}
