using System.Globalization;

namespace Klue.Tasks.Data;

/// <summary>A sentence of DP with its dependency tree.</summary>
/// <param name="Id">The id of the example: what stands between <c>##</c> and the tab, without the blanks around it.</param>
/// <param name="Sentence">The sentence as the heading gives it; the parser reads the words joined by single spaces instead.</param>
/// <param name="Words">The words in order.</param>
public sealed record DpExample(string Id, string Sentence, IReadOnlyList<DpWord> Words) : IExample<DpExample>
{
    private const int Columns = 6;

    /// <summary>
    /// Reads <c>klue-dp-v1.1_*.tsv</c>: sentences that begin with a line <c>## guid TAB sentence</c>, below it a line for each word with
    /// index, form, lemma, part-of-speech tags, head and relation.
    /// </summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<DpExample> Read(string path)
    {
        foreach (var sentence in TsvSentence.Read(path, Columns, blankEnds: false))
        {
            var words = new DpWord[sentence.Rows.Count];
            for (var index = 0; index < words.Length; index++)
            {
                words[index] = Word(sentence.Rows[index].Location, sentence.Rows[index].Columns, index + 1, words.Length);
            }

            yield return new DpExample(sentence.Id, sentence.Text, words);
        }
    }

    private static DpWord Word(DataLocation location, string[] columns, int index, int count)
    {
        if (columns[0] != index.ToString(CultureInfo.InvariantCulture))
        {
            throw new TaskDataException(location, $"the word index {index}", Quoted.Text(columns[0]));
        }

        if (columns[1].AsSpan().Trim().IsEmpty)
        {
            throw new TaskDataException(location, "a word", Quoted.Text(columns[1]));
        }

        if (!int.TryParse(columns[4], NumberStyles.None, CultureInfo.InvariantCulture, out var head) || head > count)
        {
            throw new TaskDataException(location, $"a head from 0 to {count}", Quoted.Text(columns[4]));
        }

        var word = new DpWord(columns[1], columns[2], columns[3], head, columns[5]);
        Require(KlueLabels.PartsOfSpeech, word.LastPartOfSpeech, "a part of speech", location);
        Require(KlueLabels.DependencyRelations, word.Relation, "a relation", location);
        return word;
    }

    private static void Require(LabelSet labels, string label, string kind, DataLocation location)
    {
        if (!labels.Contains(label))
        {
            throw new TaskDataException(location, $"{kind}, {labels}", Quoted.Text(label));
        }
    }
}
