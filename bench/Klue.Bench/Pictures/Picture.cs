using OxyPlot;

namespace Klue.Bench.Pictures;

/// <summary>A drawn chart.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Caption">What it shows, for those who cannot see it.</param>
/// <param name="Model">The chart.</param>
internal sealed record Picture(string Name, string Caption, PlotModel Model)
{
    private const double Width = 960;
    private const double Height = 540;

    /// <summary>The picture as SVG.</summary>
    public string ToSvg()
    {
        // Not every program that shows SVG knows how to align text by its middle or its top.
        var exporter = new SvgExporter
        {
            Width = Width,
            Height = Height,
            UseVerticalTextAlignmentWorkaround = true,
            TextMeasurer = new WideTextMeasurer(Width, Height),
        };
        return exporter.ExportToString(Model).ReplaceLineEndings("\n");
    }
}
