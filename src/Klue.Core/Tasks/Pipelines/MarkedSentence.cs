using Klue.Tasks.Data;
using Klue.Tasks.Text;

namespace Klue.Tasks.Pipelines;

/// <summary>A sentence with the two entities whose relation is asked about.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="SubjectEntity">The entity that the relation is about.</param>
/// <param name="ObjectEntity">The entity it leads to.</param>
public sealed record MarkedSentence(string Sentence, EntitySpan SubjectEntity, EntitySpan ObjectEntity)
{
    /// <summary>Marks two ranges of UTF-16 code units of the sentence.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A range is empty or leaves the sentence.</exception>
    public static MarkedSentence Of(string sentence, Range subjectRange, Range objectRange)
    {
        var text = new CodePointText(sentence);
        return new MarkedSentence(sentence, Span(text, subjectRange, nameof(subjectRange)), Span(text, objectRange, nameof(objectRange)));
    }

    private static EntitySpan Span(CodePointText text, Range range, string name)
    {
        var (start, length) = range.GetOffsetAndLength(text.Value.Length);
        ArgumentOutOfRangeException.ThrowIfZero(length, name);
        return new EntitySpan(text.Value.Substring(start, length), text.CodePointIndex(start), text.CodePointIndex(start + length) - 1, "");
    }
}
