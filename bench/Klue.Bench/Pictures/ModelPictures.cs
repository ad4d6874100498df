using Klue.Bench.Reports;
using Klue.Bench.Timing;

namespace Klue.Bench.Pictures;

/// <summary>How near the whole encoder comes to the peak, and what threads are worth.</summary>
internal static class ModelPictures
{
    /// <summary>The name of the picture about threads.</summary>
    public const string Scaling = "scaling";

    /// <summary>The pictures that the report has measurements for.</summary>
    public static IEnumerable<Picture> Of(BenchReport report)
    {
        var measured = report.Of(SectionKind.Model);
        if (measured.Count == 0)
        {
            yield break;
        }

        yield return Shares(measured, report.InstructionSet);
        if (measured.Any(found => found.Threads == 1) && measured.Any(found => found.Threads > 1))
        {
            yield return SpeedUps(measured);
        }
    }

    /// <summary>The name of a measurement's batch.</summary>
    public static string Shape(Measurement found) =>
        char.IsLetter(found.LabelOf("seq").FirstOrDefault()) ? found.LabelOf("seq") : $"{found.LabelOf("batch")}x{found.LabelOf("seq")}";

    /// <summary>So many threads, in words.</summary>
    public static string ThreadText(int threads) => threads == 1 ? "1 thread" : $"{threads} threads";

    private static Picture Shares(IReadOnlyList<Measurement> measured, string instructionSet)
    {
        var shapes = Shapes(measured);
        var chart = new BarChart(
            "The whole encoder, as a share of the multiply-add peak",
            $"float32, {instructionSet}, weights {measured[0].LabelOf("model")}; the peak was measured in the same run",
            shapes, "texts x tokens", "share of peak");
        foreach (var threads in Threads(measured))
        {
            chart.Add(ThreadText(threads), [.. shapes.Select(shape => Find(measured, shape, threads)?.Compute?.Value)]);
        }

        return new Picture(SectionKind.Model, "Share of the multiply-add peak that the encoder reaches, by batch.", chart.AddLine(1, "peak").Draw());
    }

    private static Picture SpeedUps(IReadOnlyList<Measurement> measured)
    {
        var shapes = Shapes(measured);
        var chart = new BarChart(
            "What threads are worth", "median time of one thread over median time of several, whole encoder",
            shapes, "texts x tokens", "times as fast as 1 thread");
        foreach (var threads in Threads(measured).Where(threads => threads > 1))
        {
            chart.Add(ThreadText(threads), [.. shapes.Select(shape => SpeedUp(measured, shape, threads))]);
            chart.AddLine(threads, $"{threads} times");
        }

        return new Picture(Scaling, "Speed-up of the encoder with the number of threads, by batch.", chart.Draw());
    }

    private static double? SpeedUp(IReadOnlyList<Measurement> measured, string shape, int threads) =>
        Find(measured, shape, 1)?.Seconds.Median / Find(measured, shape, threads)?.Seconds.Median;

    private static Measurement? Find(IReadOnlyList<Measurement> measured, string shape, int threads) =>
        measured.FirstOrDefault(found => Shape(found) == shape && found.Threads == threads);

    private static List<string> Shapes(IEnumerable<Measurement> measured) => [.. measured.Select(Shape).Distinct()];

    private static IEnumerable<int> Threads(IEnumerable<Measurement> measured) => measured.Select(found => found.Threads).Distinct().Order();
}
