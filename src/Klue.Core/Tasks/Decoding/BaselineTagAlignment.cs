using Klue.Tasks.Text;

namespace Klue.Tasks.Decoding;

/// <summary>
/// NER: from the tags of pieces to the tags of characters as KLUE-baseline does it. Three of its habits shape the official scores: a word
/// that ends in [UNK] leaves the reading position on that piece, so that every later word reads one piece too early; in a word with
/// [UNK] a known piece gives one character only, which shortens the sentence at its end; and the predictions at [CLS] and at the last,
/// normally padded, position count as characters whose truth is <c>O</c>.
/// </summary>
public static class BaselineTagAlignment
{
    /// <summary>Stands for a further character of an unknown stretch.</summary>
    public const string UnknownContinued = "[+UNK]";

    /// <summary>
    /// The tags of [CLS], of the characters other than spaces, and of the last position.
    /// </summary>
    /// <param name="words">The words of the sentence, split at single spaces.</param>
    /// <param name="predictions">The tag ids of all positions, special tokens and padding to the maximum length included.</param>
    /// <returns>The tags, or null for a sentence on which the official code fails: an unknown stretch runs past its word's end.</returns>
    public static int[]? Expand(IReadOnlyList<SplitWord> words, ReadOnlySpan<int> predictions)
    {
        ArgumentNullException.ThrowIfNull(words);
        var last = predictions.Length - 1;
        var tags = new List<int> { predictions[0] };
        var position = 1;
        foreach (var word in words)
        {
            if (position >= last)
            {
                break;
            }

            if (!word.Pieces.Contains(SplitWord.Unknown))
            {
                ExpandKnown(word.Pieces, predictions, ref position, tags);
            }
            else if (AlignUnknown(word) is { } aligned)
            {
                ExpandUnknown(aligned, predictions, ref position, tags);
            }
            else
            {
                return null;
            }
        }

        tags.Add(predictions[last]);
        return [.. tags];
    }

    /// <summary>The truth that goes with <see cref="Expand"/>: <c>O</c>, the characters' tags cut to the length of the prediction, <c>O</c>.</summary>
    /// <param name="characterTags">The tag ids of the characters other than spaces.</param>
    /// <param name="length">The length of the prediction, both ends included.</param>
    public static int[] Gold(IEnumerable<int> characterTags, int length) =>
        [EntityTag.Outside, .. characterTags.Take(length - 2), EntityTag.Outside];

    /// <summary>Goes along a word that contains [UNK] and its pieces side by side: what stands for each of its characters or pieces.</summary>
    /// <returns>Pieces and <see cref="UnknownContinued"/>; null when the walk runs past the end of the word.</returns>
    public static IReadOnlyList<string>? AlignUnknown(SplitWord word)
    {
        var text = CodePointText.CodePoints(word.Text);
        var lastPiece = word.Pieces.Count - 1;
        var aligned = new List<string>();
        var (character, piece, continued) = (0, 0, false);
        while (character != text.Length || piece != lastPiece)
        {
            var isUnknown = word.Pieces[piece] == SplitWord.Unknown;
            var length = isUnknown ? 1 : Length(word.Pieces[piece]);
            aligned.Add(continued ? UnknownContinued : word.Pieces[piece]);
            character += length;
            if (isUnknown && piece < lastPiece && word.Pieces[piece + 1] != SplitWord.Unknown)
            {
                if (character >= text.Length)
                {
                    return null;
                }

                continued = text[character] != CodePointText.CodePoints(word.Pieces[piece + 1])[0];
                piece += continued ? 0 : 1;
            }
            else if (piece < lastPiece)
            {
                piece++;
                continued = false;
            }
            else
            {
                continued = true;
            }

            if (character > text.Length || (length == 0 && continued))
            {
                return null;
            }
        }

        return aligned;
    }

    private static void ExpandKnown(IReadOnlyList<string> pieces, ReadOnlySpan<int> predictions, ref int position, List<int> tags)
    {
        for (var piece = 0; piece < pieces.Count && position < predictions.Length - 1; piece++, position++)
        {
            for (var character = 0; character < Length(pieces[piece]); character++)
            {
                tags.Add(character == 0 ? predictions[position] : EntityTag.Continue(predictions[position]));
            }
        }
    }

    private static void ExpandUnknown(IReadOnlyList<string> aligned, ReadOnlySpan<int> predictions, ref int position, List<int> tags)
    {
        var behindUnknown = false;
        for (var index = 0; index < aligned.Count && position < predictions.Length - 1; index++)
        {
            switch (aligned[index])
            {
                case SplitWord.Unknown:
                    behindUnknown = true;
                    tags.Add(predictions[position]);
                    break;
                case UnknownContinued:
                    tags.Add(EntityTag.Continue(predictions[position]));
                    break;
                default:
                    position += behindUnknown ? 1 : 0;
                    tags.Add(predictions[position]);
                    position += behindUnknown ? 0 : 1;
                    behindUnknown = false;
                    break;
            }
        }
    }

    private static int Length(string piece) =>
        CodePointText.Count(piece.Replace(SplitWord.Continuation, "", StringComparison.Ordinal));
}
