using System.Globalization;
using Klue.Tasks.Data;
using Klue.Tasks.Text;

namespace Klue.Tasks.Decoding;

/// <summary>RE: the marks that show the model which two entities are meant.</summary>
public static class EntityMarkers
{
    private const string SubjectEnd = "</subj>";
    private const string ObjectEnd = "</obj>";

    /// <summary>The marks in the order of the ids that they add to the vocabulary.</summary>
    public static IReadOnlyList<string> Tokens { get; } = ["<subj>", SubjectEnd, "<obj>", ObjectEnd];

    /// <summary>
    /// Puts the marks around subject and object. Overlapping entities are cut as KLUE-baseline cuts them, as if they were disjoint.
    /// </summary>
    /// <exception cref="ArgumentException">Both spans are the same.</exception>
    public static string Mark(string sentence, EntitySpan subjectEntity, EntitySpan objectEntity)
    {
        ArgumentNullException.ThrowIfNull(subjectEntity);
        ArgumentNullException.ThrowIfNull(objectEntity);
        var order = (subjectEntity.Start, subjectEntity.End).CompareTo((objectEntity.Start, objectEntity.End));
        if (order == 0)
        {
            throw new ArgumentException($"Subject and object are the same characters, {subjectEntity.Start} to {subjectEntity.End}.", nameof(objectEntity));
        }

        var text = new CodePointText(sentence);
        var (first, second) = order < 0 ? (subjectEntity, objectEntity) : (objectEntity, subjectEntity);
        return string.Concat(
            text.Slice(0, first.Start),
            Wrap(text, first, order < 0),
            text.Slice(first.End + 1, Math.Max(first.End + 1, second.Start)),
            Wrap(text, second, order > 0)) + text.Slice(second.End + 1, text.Length);
    }

    /// <summary>
    /// Makes the piece behind each closing mark a continuation (<c>##</c>) if in the text it follows without a space and begins with a
    /// Hangul syllable: the particle of the entity, which the mark cut off its word. First for the subject, then for the object.
    /// </summary>
    /// <param name="markedText">The text with its marks.</param>
    /// <param name="tokens">Its tokens, each mark one of them.</param>
    /// <exception cref="ArgumentException">A closing mark is missing.</exception>
    public static string[] Fix(string markedText, IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(markedText);
        string[] fixedTokens = [.. tokens];
        foreach (var mark in (ReadOnlySpan<string>)[SubjectEnd, ObjectEnd])
        {
            var (inText, inTokens) = (markedText.IndexOf(mark, StringComparison.Ordinal), Array.IndexOf(fixedTokens, mark));
            if (inText < 0 || inTokens < 0)
            {
                throw new ArgumentException($"Expected the mark {mark} in the text and among its tokens.", nameof(tokens));
            }

            var (behindMark, next) = (inText + mark.Length, inTokens + 1);
            if (behindMark < markedText.Length && markedText[behindMark] != ' '
                && next < fixedTokens.Length && fixedTokens[next] is [>= '가' and <= '힣', ..])
            {
                fixedTokens[next] = SplitWord.Continuation + fixedTokens[next];
            }
        }

        return fixedTokens;
    }

    private static string Wrap(CodePointText text, EntitySpan entity, bool isSubject)
    {
        var name = isSubject ? "subj" : "obj";
        return string.Create(CultureInfo.InvariantCulture, $"<{name}>{text.Slice(entity.Start, entity.End + 1)}</{name}>");
    }
}
