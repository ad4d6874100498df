using System.Globalization;
using System.Text;

namespace Klue.Tasks.Pipelines;

/// <summary>
/// A parsed sentence. The parser chooses every head by itself: the words nearly always are a tree with one root, but nothing makes them one.
/// </summary>
/// <param name="Words">The words in order.</param>
public sealed record DependencyTree(IReadOnlyList<DependencyWord> Words)
{
    /// <summary>
    /// The sentence in CoNLL-U, with an empty line at its end: index, form, tags as XPOS, head and relation; the other columns are <c>_</c>.
    /// A tab or line end inside a form, which would break the columns, becomes a space.
    /// </summary>
    public string ToConllu()
    {
        var text = new StringBuilder();
        for (var index = 0; index < Words.Count; index++)
        {
            var word = Words[index];
            text.Append(CultureInfo.InvariantCulture, $"{index + 1}\t{Cell(word.Form)}\t_\t_\t{Cell(word.PartsOfSpeech)}\t_\t{word.Head}\t{word.Relation}\t_\t_\n");
        }

        return text.Append('\n').ToString();
    }

    /// <summary>
    /// The sentence as a drawn tree, a line for each word, dependents indented under their head in the order of the sentence. Words that no
    /// root leads to, which hang on each other in a circle, follow under the first of them, marked with <c>(circle)</c>.
    /// </summary>
    public string ToText()
    {
        var text = new StringBuilder();
        var drawn = new bool[Words.Count + 1];
        foreach (var root in Dependents(0, drawn))
        {
            Draw(root, "", "", drawn, text, "");
        }

        for (var word = 1; word <= Words.Count; word++)
        {
            if (!drawn[word])
            {
                Draw(word, "", "", drawn, text, "  (circle)");
            }
        }

        return text.ToString();
    }

    private void Draw(int word, string branch, string indent, bool[] drawn, StringBuilder text, string mark)
    {
        drawn[word] = true;
        text.Append(branch).Append(Cell(Words[word - 1].Form)).Append("  ").Append(Words[word - 1].Relation).Append(mark).Append('\n');
        var dependents = Dependents(word, drawn);
        for (var place = 0; place < dependents.Count; place++)
        {
            var isLast = place == dependents.Count - 1;
            Draw(dependents[place], indent + (isLast ? "└─ " : "├─ "), indent + (isLast ? "   " : "│  "), drawn, text, "");
        }
    }

    private List<int> Dependents(int head, bool[] drawn) =>
        [.. Enumerable.Range(1, Words.Count).Where(word => Words[word - 1].Head == head && !drawn[word])];

    // Controls would break the columns, or speak to a terminal.
    private static string Cell(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
