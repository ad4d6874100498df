using Klue.Tasks.Text;

namespace Klue.Tasks.Decoding;

/// <summary>
/// NER: from the tags of pieces to the tags of characters by offsets. A character takes the tag of the piece that covers it, a
/// <c>B-</c> on the piece's first character only; characters that no piece covers, cut ones among them, are <c>O</c>.
/// </summary>
public static class CleanTagAlignment
{
    /// <summary>The tag ids of the characters (code points) of the sentence other than the space U+0020.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="pieces">Its pieces without special tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">A piece lies outside the sentence.</exception>
    public static int[] Expand(string sentence, ReadOnlySpan<PieceTag> pieces)
    {
        var text = new CodePointText(sentence);
        return [.. ExpandAll(text, pieces).Where((_, character) => text[character] != ' ')];
    }

    /// <summary>The tag ids of all characters of the sentence, spaces included, which no piece covers.</summary>
    /// <inheritdoc cref="Expand"/>
    public static int[] ExpandAll(CodePointText sentence, ReadOnlySpan<PieceTag> pieces)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var tags = new int[sentence.Length];
        Array.Fill(tags, EntityTag.Outside);
        foreach (var piece in pieces)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(piece.Start);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(piece.End, sentence.Value.Length);
            var start = sentence.CodePointIndex(piece.Start);
            for (var character = start; character < sentence.CodePointIndex(piece.End); character++)
            {
                tags[character] = character == start ? piece.Tag : EntityTag.Continue(piece.Tag);
            }
        }

        return tags;
    }
}
