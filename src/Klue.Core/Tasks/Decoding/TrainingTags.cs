using Klue.Tasks.Text;

namespace Klue.Tasks.Decoding;

/// <summary>NER: from the tags of characters to those of pieces, as KLUE-baseline makes its training labels.</summary>
public static class TrainingTags
{
    /// <summary>
    /// A piece takes the tag of its first character; in a word with [UNK] every piece takes the tag of the word's first character.
    /// Positions that are not pieces (special tokens, padding) are <c>O</c> and not given here.
    /// </summary>
    /// <param name="words">The words of the sentence.</param>
    /// <param name="characterTags">The tags of its characters other than spaces.</param>
    /// <exception cref="ArgumentException">There are fewer tags than characters in the words.</exception>
    public static IReadOnlyList<string> Project(IReadOnlyList<SplitWord> words, IReadOnlyList<string> characterTags)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(characterTags);
        var tags = new List<string>();
        var start = 0;
        foreach (var word in words)
        {
            var length = CodePointText.Count(word.Text);
            if (start + length > characterTags.Count)
            {
                throw new ArgumentException($"Expected a tag for each character, found {characterTags.Count}.", nameof(characterTags));
            }

            var hasUnknown = word.Pieces.Contains(SplitWord.Unknown);
            var character = start;
            foreach (var piece in word.Pieces)
            {
                tags.Add(characterTags[character]);
                character += hasUnknown ? 0 : CodePointText.Count(piece.Replace(SplitWord.Continuation, "", StringComparison.Ordinal));
            }

            start += length;
        }

        return tags;
    }
}
