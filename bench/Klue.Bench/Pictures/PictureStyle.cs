using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace Klue.Bench.Pictures;

/// <summary>How all pictures look: dark on white, quiet lines, colours that colour-blind people tell apart.</summary>
internal static class PictureStyle
{
    /// <summary>Small text.</summary>
    public const double SmallText = 12;

    private const double Text = 13;
    private const double Title = 18;

    // From a line to its label, in pixels.
    private const double Distance = 5;

    /// <summary>Lines that are there to compare with.</summary>
    public static OxyColor Reference { get; } = OxyColor.FromRgb(0x55, 0x55, 0x55);

    /// <summary>Text.</summary>
    public static OxyColor Ink { get; } = OxyColor.FromRgb(0x22, 0x22, 0x22);

    private static OxyColor Grid { get; } = OxyColor.FromRgb(0xDD, 0xDD, 0xDD);

    // After Okabe and Ito, "Color Universal Design", 2008, each dark enough for white letters on it.
    private static OxyColor[] Colours { get; } =
    [
        OxyColor.FromRgb(0x00, 0x67, 0xA3), OxyColor.FromRgb(0xC7, 0x56, 0x00), OxyColor.FromRgb(0x00, 0x7D, 0x5C),
        OxyColor.FromRgb(0xA8, 0x4F, 0x83), OxyColor.FromRgb(0x5F, 0x5F, 0x5F), OxyColor.FromRgb(0x8C, 0x6B, 0x1F),
        OxyColor.FromRgb(0x6A, 0x51, 0xA3), OxyColor.FromRgb(0x2F, 0x8F, 0xB5),
    ];

    /// <summary>The colour of the series at a place.</summary>
    public static OxyColor Colour(int place) => Colours[place % Colours.Length];

    /// <summary>An empty chart with a title and, below the plot, a legend.</summary>
    public static PlotModel Chart(string title, string subtitle)
    {
        var chart = new PlotModel
        {
            Title = title,
            TitleFontSize = Title,
            TitleFontWeight = FontWeights.Bold,
            TitleColor = Ink,
            Subtitle = subtitle,
            SubtitleFontSize = Text,
            SubtitleColor = Reference,
            Background = OxyColors.White,
            TextColor = Ink,
            DefaultFont = "Arial, Helvetica, sans-serif",
            DefaultFontSize = Text,
            PlotAreaBorderColor = Grid,
            Padding = new OxyThickness(12, 12, 24, 12),
        };
        chart.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.BottomCenter,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendFontSize = Text,
            LegendBorderThickness = 0,
            LegendColumnSpacing = 24,
        });
        return chart;
    }

    /// <summary>A small text that stands on a line.</summary>
    public static TextAnnotation Label(string text, DataPoint place, HorizontalAlignment alignment, string? xAxis = null, string? yAxis = null) => new()
    {
        Text = text,
        TextPosition = place,
        TextHorizontalAlignment = alignment,
        TextVerticalAlignment = VerticalAlignment.Bottom,
        Offset = new ScreenVector(alignment == HorizontalAlignment.Right ? -Distance : Distance, -Distance),
        TextColor = Reference,
        FontSize = SmallText,
        StrokeThickness = 0,
        XAxisKey = xAxis,
        YAxisKey = yAxis,
    };

    /// <summary>Gives an axis its title and quiet lines.</summary>
    public static T Quiet<T>(this T axis, string title, AxisPosition position)
        where T : Axis
    {
        axis.Title = title;
        axis.Position = position;
        axis.AxisTitleDistance = position == AxisPosition.Left ? 16 : 4;
        axis.TicklineColor = Grid;
        axis.AxislineColor = Grid;
        axis.MajorGridlineStyle = axis is CategoryAxis ? LineStyle.None : LineStyle.Solid;
        axis.MajorGridlineColor = Grid;
        axis.MinorTickSize = 0;
        axis.IsZoomEnabled = false;
        return axis;
    }
}
