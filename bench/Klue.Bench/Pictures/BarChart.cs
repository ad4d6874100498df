using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Klue.Bench.Pictures;

/// <summary>Upright bars in groups, one group for each category, one colour for each series.</summary>
internal sealed class BarChart
{
    private const string CategoryKey = "categories";
    private const string ValueKey = "values";

    // Room above the highest bar or line for the line's text.
    private const double Headroom = 1.1;

    // With more bars, their labels would touch each other.
    private const int MostLabels = 20;

    // With more categories, their names would.
    private const int MostWideCategories = 8;

    private readonly PlotModel _chart;
    private readonly IReadOnlyList<string> _categories;
    private readonly string _valueTitle;
    private readonly List<(string Name, IReadOnlyList<double?> Values)> _series = [];
    private readonly List<(double Value, string Text)> _lines = [];

    public BarChart(string title, string subtitle, IReadOnlyList<string> categories, string categoryTitle, string valueTitle)
    {
        (_categories, _valueTitle) = (categories, valueTitle);
        _chart = PictureStyle.Chart(title, subtitle);
        var axis = new CategoryAxis { Key = CategoryKey, GapWidth = 0.5 }.Quiet(categoryTitle, AxisPosition.Bottom);
        axis.Labels.AddRange(categories);
        axis.FontSize = categories.Count > MostWideCategories ? PictureStyle.SmallText - 1 : axis.FontSize;
        _chart.Axes.Add(axis);
    }

    /// <summary>How labels over bars are written.</summary>
    public string LabelFormat { get; init; } = "0.00";

    /// <summary>Adds a bar to each category that has a value.</summary>
    public BarChart Add(string name, IReadOnlyList<double?> values)
    {
        _series.Add((name, values));
        return this;
    }

    /// <summary>Adds a line across, with its meaning at its right end.</summary>
    public BarChart AddLine(double value, string text)
    {
        _lines.Add((value, text));
        return this;
    }

    /// <summary>The finished chart.</summary>
    public PlotModel Draw()
    {
        var highest = _series.SelectMany(series => series.Values).Concat(_lines.Select(line => (double?)line.Value)).Max() ?? 1;
        _chart.Axes.Add(new LinearAxis { Key = ValueKey, Minimum = 0, Maximum = highest * Headroom }.Quiet(_valueTitle, AxisPosition.Left));
        var isLabelled = _series.Sum(series => series.Values.Count(value => value is not null)) <= MostLabels;
        for (var place = 0; place < _series.Count; place++)
        {
            _chart.Series.Add(Bars(_series[place].Name, _series[place].Values, PictureStyle.Colour(place), isLabelled));
        }

        foreach (var (value, text) in _lines)
        {
            _chart.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Horizontal,
                XAxisKey = CategoryKey,
                YAxisKey = ValueKey,
                Y = value,
                Color = PictureStyle.Reference,
                LineStyle = LineStyle.Dash,
                StrokeThickness = 1.5,
            });
            _chart.Annotations.Add(PictureStyle.Label(text, new DataPoint(_categories.Count - 0.5, value), HorizontalAlignment.Right, CategoryKey, ValueKey));
        }

        return _chart;
    }

    // OxyPlot's bars lie; they stand when their axes are exchanged.
    private BarSeries Bars(string name, IReadOnlyList<double?> values, OxyColor colour, bool isLabelled)
    {
        var bars = new BarSeries
        {
            Title = name,
            XAxisKey = ValueKey,
            YAxisKey = CategoryKey,
            FillColor = colour,
            StrokeThickness = 0,
            LabelFormatString = isLabelled ? $"{{0:{LabelFormat}}}" : null,
            LabelPlacement = LabelPlacement.Inside,
            LabelColor = OxyColors.White,
            TextColor = OxyColors.White,
            FontSize = PictureStyle.SmallText - 1,
        };
        for (var category = 0; category < _categories.Count; category++)
        {
            if (values[category] is { } value)
            {
                bars.Items.Add(new BarItem(value, category));
            }
        }

        return bars;
    }
}
