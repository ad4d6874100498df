using System.Globalization;
using System.Text;
using Klue.Pipelines;

namespace Klue.Cli.Pictures;

/// <summary>Draws a text with its entities on coloured grounds, each with its label below.</summary>
internal static class EntityPicture
{
    private const double PageWidth = 760;
    private const double Margin = 6;
    private const double LineHeight = 54;
    private const double Baseline = 24;
    private const double LabelGap = 4;
    private const int Colours = 7;

    private static readonly string[] Types = ["PS", "LC", "OG", "DT", "TI", "QT"];

    /// <summary>A stretch of one line, all of one entity or of none.</summary>
    private readonly record struct Run(string Text, int Line, double X, double Width, Entity? Entity, bool IsFirst);

    /// <summary>The colour of a label, the same wherever it occurs; labels other than KLUE's share the last.</summary>
    public static int ColourOf(string label)
    {
        var type = Array.IndexOf(Types, EntityType(label));
        return type < 0 ? Colours - 1 : type;
    }

    /// <summary>The drawing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="entities">Its entities in order, none over another.</param>
    public static string Draw(string text, IReadOnlyList<Entity> entities)
    {
        var runs = Runs(text, entities);
        var content = new StringBuilder();
        var (labelledLine, labelsEnd) = (-1, 0.0);
        foreach (var run in runs)
        {
            var y = run.Line * LineHeight;
            (labelledLine, labelsEnd) = run.Line == labelledLine ? (labelledLine, labelsEnd) : (run.Line, 0);
            if (run.Entity is { } entity)
            {
                content.Append(CultureInfo.InvariantCulture, $"<rect class=\"k{ColourOf(entity.Label)}\" x=\"{run.X - 2:F1}\" y=\"{y + 4:F1}\" width=\"{run.Width + 4:F1}\" height=\"27\" rx=\"5\"/>\n");
            }

            content.Append(Svg.Text(run.Text, run.X, y + Baseline, run.Width, "word"));
            if (run is { Entity: { } labelled, IsFirst: true })
            {
                // A label that is longer than its entity pushes the next one on.
                var (labelX, width) = (Math.Max(run.X, labelsEnd), Svg.Width(labelled.Label, Svg.SmallFontSize));
                content.Append(Svg.Text(labelled.Label, labelX, y + Baseline + 20, width, "label"));
                labelsEnd = labelX + width + LabelGap;
            }
        }

        var lines = runs.Count == 0 ? 1 : runs[^1].Line + 1;
        return Svg.Element(text, PageWidth, lines * LineHeight, content.ToString());
    }

    private static string EntityType(string label) => label.StartsWith("B-", StringComparison.Ordinal) || label.StartsWith("I-", StringComparison.Ordinal) ? label[2..] : label;

    private static List<Run> Runs(string text, IReadOnlyList<Entity> entities)
    {
        var runs = new List<Run>();
        var (line, x, entity) = (0, Margin, 0);
        var (run, runX, runEntity, begun) = (new StringBuilder(), Margin, default(Entity), default(Entity));
        var place = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            while (entity < entities.Count && entities[entity].End <= place)
            {
                entity++;
            }

            var current = entity < entities.Count && entities[entity].Start <= place ? entities[entity] : null;
            var width = Svg.Width(rune.ToString(), Svg.FontSize);
            var isLineEnd = rune.Value == '\n' || x + width > PageWidth - Margin;
            if (isLineEnd || !ReferenceEquals(current, runEntity))
            {
                Flush();
                runEntity = current;
                (line, x) = isLineEnd ? (line + 1, Margin) : (line, x);
                runX = x;
            }

            if (rune.Value != '\n')
            {
                run.Append(rune);
                x += width;
            }

            place += rune.Utf16SequenceLength;
        }

        Flush();
        return runs;

        void Flush()
        {
            if (run.Length > 0)
            {
                runs.Add(new Run(run.ToString(), line, runX, x - runX, runEntity, runEntity is not null && !ReferenceEquals(begun, runEntity)));
                begun = runEntity ?? begun;
                run.Clear();
            }
        }
    }
}
