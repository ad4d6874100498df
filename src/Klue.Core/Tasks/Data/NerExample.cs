using Klue.Tasks.Text;

namespace Klue.Tasks.Data;

/// <summary>A sentence of NER with a tag for each of its characters.</summary>
/// <param name="Id">The id of the example: what stands between <c>##</c> and the tab, without the blanks around it.</param>
/// <param name="Sentence">The characters put together again, spaces included.</param>
/// <param name="Tags">A tag of <see cref="KlueLabels.EntityTags"/> for each code point of <paramref name="Sentence"/>.</param>
public sealed record NerExample(string Id, string Sentence, IReadOnlyList<string> Tags) : IExample<NerExample>
{
    /// <summary>The tags of the characters other than the space U+0020: those that are scored.</summary>
    public IEnumerable<string> CharacterTags
    {
        get
        {
            var text = new CodePointText(Sentence);
            return Tags.Where((_, index) => text[index] != ' ');
        }
    }

    /// <summary>
    /// Reads <c>klue-ner-v1.1_*.tsv</c>: sentences parted by empty lines, each a line <c>## guid TAB sentence with markup</c> and below it
    /// a line <c>character TAB tag</c> for each character, spaces included.
    /// </summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<NerExample> Read(string path)
    {
        foreach (var sentence in TsvSentence.Read(path, columns: 2, blankEnds: true))
        {
            var tags = sentence.Rows.ConvertAll(row => TagOf(row.Location, row.Columns));
            yield return new NerExample(sentence.Id, string.Concat(sentence.Rows.Select(row => row.Columns[0])), tags);
        }
    }

    private static string TagOf(DataLocation location, string[] columns)
    {
        if (CodePointText.Count(columns[0]) != 1)
        {
            throw new TaskDataException(location, "one character in the first column", Quoted.Text(columns[0]));
        }

        return KlueLabels.EntityTags().Contains(columns[1])
            ? columns[1]
            : throw new TaskDataException(location, $"{KlueLabels.EntityTags()} as the tag", Quoted.Text(columns[1]));
    }
}
