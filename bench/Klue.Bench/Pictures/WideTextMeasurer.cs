using OxyPlot;

namespace Klue.Bench.Pictures;

/// <summary>
/// Measures text as larger than Arial: whoever looks at the picture may have another font in its place, and DejaVu Sans,
/// the widest that is common, must not run out of the room that is kept for a text.
/// </summary>
internal sealed class WideTextMeasurer(double width, double height) : PdfRenderContext(width, height, OxyColors.White)
{
    private const double Widening = 1.45;
    private const double Heightening = 1.4;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        var size = base.MeasureText(text, "Arial", fontSize, fontWeight);
        return new OxySize(size.Width * Widening, size.Height * Heightening);
    }
}
