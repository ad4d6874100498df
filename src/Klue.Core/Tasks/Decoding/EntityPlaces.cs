using System.Text;
using Klue.Tasks.Metrics;
using Klue.Tasks.Text;

namespace Klue.Tasks.Decoding;

/// <summary>NER: from the tags of characters to places in the sentence.</summary>
internal static class EntityPlaces
{
    /// <summary>The entities in order: type, first UTF-16 unit and the one behind the last.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="tags">The tag ids of its characters other than the space, or of the first of them.</param>
    public static IEnumerable<(string Type, int Start, int End)> Of(string sentence, ReadOnlySpan<int> tags)
    {
        var text = new CodePointText(sentence);
        int[] characters = [.. Enumerable.Range(0, text.Length).Where(character => text[character] != ' ')];
        return EntityMetrics.Entities(tags).Select(entity => (
            KlueLabels.EntityTags()[2 * entity.Type][2..],
            text.Utf16Index(characters[entity.Start]),
            text.Utf16Index(characters[entity.End - 1] + 1)));
    }

    /// <summary>The sentence with its entities marked as in KLUE's files, <c>&lt;홍길동:PS&gt;</c>.</summary>
    public static string Mark(string sentence, ReadOnlySpan<int> tags)
    {
        var marked = new StringBuilder();
        var done = 0;
        foreach (var (type, start, end) in Of(sentence, tags))
        {
            marked.Append(sentence, done, start - done).Append('<').Append(sentence, start, end - start).Append(':').Append(type).Append('>');
            done = end;
        }

        return marked.Append(sentence, done, sentence.Length - done).ToString();
    }
}
