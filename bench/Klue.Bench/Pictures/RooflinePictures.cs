using System.Globalization;
using Klue.Bench.Peaks;
using Klue.Bench.Reports;
using Klue.Bench.Timing;
using Klue.Kernels;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Klue.Bench.Pictures;

/// <summary>
/// The roofline (Williams, Waterman and Patterson, "Roofline: an insightful visual performance model", CACM 2009):
/// operations a second over operations for each byte, under what arithmetic and memory allow.
/// </summary>
internal static class RooflinePictures
{
    /// <summary>What the pictures' names begin with.</summary>
    public const string Name = "roofline";

    private const double Giga = 1e9;
    private const double LeastIntensity = 0.25;
    private const double MostIntensity = 2048;

    private static readonly (string Section, string Name, MarkerType Marker)[] Kinds =
    [
        (SectionKind.Model, "whole encoder", MarkerType.Diamond),
        (SectionKind.Gemm, "matrix products, weights in cache", MarkerType.Circle),
        (SectionKind.ColdGemm, "matrix products, weights out of memory", MarkerType.Triangle),
        (SectionKind.Attention, "attention", MarkerType.Square),
    ];

    private static readonly (PeakKind Kind, string Text)[] Slopes =
    [
        (PeakKind.MemoryRead, "memory"), (PeakKind.CacheRead, "cache"),
    ];

    /// <summary>A picture for each number of threads that peaks and kernels were measured with.</summary>
    public static IEnumerable<Picture> Of(BenchReport report) =>
        from threads in report.Peaks.Select(peak => peak.Threads).Distinct().Order()
        where Roof(report, threads) > 0 && report.PeakRate(PeakKind.MemoryRead, threads) > 0
        select Draw(report, threads);

    private static double Roof(BenchReport report, int threads) => report.PeakRate(Peak.Of(KernelInfo.Parse(report.InstructionSet)), threads);

    private static Picture Draw(BenchReport report, int threads)
    {
        var chart = PictureStyle.Chart(
            $"Roofline, {ModelPictures.ThreadText(threads)}",
            $"{report.InstructionSet}, {report.Machine.Processor}; bytes are the weights', or attention's operands', each counted once");
        var roof = Roof(report, threads);
        var points = Kinds.Select(kind => (kind, Found: report.Of(kind.Section).Where(found => found.Threads == threads && found.Work.Bytes > 0).ToList())).ToList();
        var lowest = points.SelectMany(kind => kind.Found).Select(found => found.OperationRate)
            .Append(LeastIntensity * report.PeakRate(PeakKind.MemoryRead, threads))
            .Min();
        chart.Axes.Add(new LogarithmicAxis { Minimum = LeastIntensity, Maximum = MostIntensity, Base = 2, StringFormat = "0.##" }
            .Quiet("operations for each byte", AxisPosition.Bottom));
        chart.Axes.Add(new LogarithmicAxis { Minimum = PowerOfTwo(lowest / Giga / 2), Maximum = PowerOfTwo(roof / Giga * 4), Base = 2, StringFormat = "0.##" }
            .Quiet("GFLOP/s", AxisPosition.Left));

        chart.Series.Add(Line(LeastIntensity, roof / Giga, MostIntensity, roof / Giga));
        chart.Annotations.Add(PictureStyle.Label(
            $"multiply-add peak, {Round(roof)} GFLOP/s", new DataPoint(MostIntensity, roof / Giga), HorizontalAlignment.Right));
        foreach (var (kind, text) in Slopes)
        {
            if (report.PeakRate(kind, threads) is > 0 and var rate)
            {
                chart.Series.Add(Line(LeastIntensity, LeastIntensity * rate / Giga, roof / rate, roof / Giga));

                // To the right of the line's beginning, from which the line rises away.
                chart.Annotations.Add(PictureStyle.Label(
                    $"{text}, {Round(rate)} GB/s",
                    new DataPoint(1.25 * LeastIntensity, LeastIntensity * rate / Giga), HorizontalAlignment.Left));
            }
        }

        for (var place = 0; place < points.Count; place++)
        {
            var (kind, found) = points[place];
            if (found.Count > 0)
            {
                chart.Series.Add(Points(kind.Name, kind.Marker, PictureStyle.Colour(place), found));
            }
        }

        return new Picture(
            $"{Name}-{threads}", $"Operations a second over operations for each byte, {ModelPictures.ThreadText(threads)}.", chart);
    }

    private static ScatterSeries Points(string name, MarkerType marker, OxyColor colour, IEnumerable<Measurement> measured)
    {
        var points = new ScatterSeries { Title = name, MarkerType = marker, MarkerSize = 5, MarkerFill = OxyColor.FromAColor(0xB0, colour), MarkerStroke = colour };
        points.Points.AddRange(measured.Select(found => new ScatterPoint(found.Work.Operations / found.Work.Bytes, found.OperationRate / Giga)));
        return points;
    }

    private static LineSeries Line(double x0, double y0, double x1, double y1) => new()
    {
        Color = PictureStyle.Reference,
        StrokeThickness = 1.5,
        RenderInLegend = false,
        ItemsSource = new[] { new DataPoint(x0, y0), new DataPoint(x1, y1) },
    };

    private static double PowerOfTwo(double value) => Math.Pow(2, Math.Floor(Math.Log2(value)));

    private static string Round(double rate) => (rate / Giga).ToString("0", CultureInfo.InvariantCulture);
}
