using System.Globalization;
using System.Text;
using Klue.Tasks.Pipelines;

namespace Klue.Cli.Pictures;

/// <summary>Draws a dependency tree: the words in a row, an arc from each head to its dependent above them.</summary>
internal static class TreePicture
{
    private const double Gap = 26;
    private const double Margin = 14;
    private const double LevelHeight = 34;
    private const double WordHeight = 46;
    private const double Spread = 6;

    private readonly record struct Arc(int Head, int Dependent, string Relation, int Level);

    /// <summary>The drawing.</summary>
    public static string Draw(DependencyTree tree)
    {
        var words = tree.Words;
        var middles = new double[words.Count + 1];
        var right = Margin;
        var text = new StringBuilder();
        var arcs = Arcs(words);
        var top = (arcs.Select(arc => arc.Level).DefaultIfEmpty(0).Max() + 1) * LevelHeight;
        for (var word = 1; word <= words.Count; word++)
        {
            var (form, tags) = (words[word - 1].Form, words[word - 1].PartsOfSpeech);
            var (formWidth, tagWidth) = (Svg.Width(form, Svg.FontSize), Svg.Width(tags, Svg.SmallFontSize));
            var width = new[] { formWidth, tagWidth, Svg.Width(words[word - 1].Relation, Svg.SmallFontSize) }.Max();
            middles[word] = right + (width / 2);
            text.Append(Svg.Text(form, middles[word] - (formWidth / 2), top + 20, formWidth, "word"));
            text.Append(Svg.Text(tags, middles[word] - (tagWidth / 2), top + 38, tagWidth, "label"));
            right += width + Gap;
        }

        foreach (var arc in arcs)
        {
            DrawArc(arc, middles, top, text);
        }

        var title = string.Join(' ', words.Select(word => word.Form));
        return Svg.Element(title, right - Gap + Margin, top + WordHeight, text.ToString());
    }

    private static void DrawArc(Arc arc, double[] middles, double top, StringBuilder text)
    {
        // Several arcs meet at a word: those that leave it to the left begin a little to the left.
        var end = middles[arc.Dependent];
        var height = top - (arc.Level * LevelHeight);
        var labelX = end;
        if (arc.Head == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<path class=\"arc\" d=\"M{end:F1} {height + 6:F1} V{top:F1}\"/>\n");
        }
        else
        {
            var side = arc.Head < arc.Dependent ? 1 : -1;
            var start = middles[arc.Head] + (side * Spread);
            end -= side * Spread;
            labelX = (start + end) / 2;
            text.Append(CultureInfo.InvariantCulture, $"<path class=\"arc\" d=\"M{start:F1} {top:F1} V{height + 12:F1} Q{start:F1} {height + 4:F1} {start + (side * 8):F1} {height + 4:F1} H{end - (side * 8):F1} Q{end:F1} {height + 4:F1} {end:F1} {height + 12:F1} V{top:F1}\"/>\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"<path class=\"tip\" d=\"M{end - 3.5:F1} {top - 6:F1} h7 l-3.5 7 z\"/>\n");
        var width = Svg.Width(arc.Relation, Svg.SmallFontSize);
        text.Append(Svg.Text(arc.Relation, labelX - (width / 2), height, width, "label"));
    }

    /// <summary>The arcs, each above all that cross the gaps between words which it crosses; that from the root above those beside its word.</summary>
    private static List<Arc> Arcs(IReadOnlyList<DependencyWord> words)
    {
        var arcs = new List<Arc>();

        // Gap i lies behind word i.
        var heights = new int[words.Count + 1];
        foreach (var dependent in Enumerable.Range(1, words.Count).OrderBy(word => Span(words[word - 1].Head, word)))
        {
            var head = words[dependent - 1].Head;
            var (first, end) = head == 0 ? (dependent - 1, dependent + 1) : (Math.Min(head, dependent), Math.Max(head, dependent));
            var level = heights[first..end].DefaultIfEmpty(0).Max() + 1;
            heights.AsSpan(first, end - first).Fill(level);
            arcs.Add(new Arc(head, dependent, words[dependent - 1].Relation, level));
        }

        return arcs;
    }

    private static int Span(int head, int dependent) => head == 0 ? int.MaxValue : Math.Abs(head - dependent);
}
