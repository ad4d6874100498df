using Klue.Tasks.Text;

namespace Klue.Tasks.Decoding;

/// <summary>MRC: from a span of pieces back to the passage's own text.</summary>
public static class AnswerSpanText
{
    /// <summary>
    /// The part of <paramref name="original"/> that reads as <paramref name="predicted"/> once both are tokenised: the first such part.
    /// Where there is none (an [UNK], removed characters) all of <paramref name="original"/>, which so may say more than was predicted.
    /// </summary>
    /// <param name="predicted">Pieces put together again, tokens parted by spaces.</param>
    /// <param name="original">The words of the passage that they come from.</param>
    public static string Project(string predicted, string original)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(original);
        var tokenised = string.Join(' ', BasicTokens.Split(original));
        var found = tokenised.IndexOf(predicted, StringComparison.Ordinal);
        var (place, originalPlace) = (PlacesOfText(tokenised), PlacesOfText(original));
        if (found < 0 || place.Count != originalPlace.Count)
        {
            return original;
        }

        var start = place.BinarySearch(found);
        var end = place.BinarySearch(found + predicted.Length - 1);
        return start < 0 || end < 0 ? original : original[originalPlace[start]..(originalPlace[end] + 1)];
    }

    /// <summary>The text of the tokens from <paramref name="start"/> to <paramref name="end"/>, inclusive, of a window.</summary>
    internal static string Of(AnswerWindow window, int start, int end, IReadOnlyList<string> words)
    {
        var pieces = string.Join(' ', window.Tokens.Skip(start).Take(end - start + 1));
        var predicted = string.Join(' ', PythonText.Split(pieces.Replace(" " + SplitWord.Continuation, "", StringComparison.Ordinal)));
        var (first, last) = (window.Words[start], window.Words[end]);
        return Project(predicted, string.Join(' ', words.Skip(first).Take(last - first + 1)));
    }

    /// <summary>Where the characters other than spaces stand.</summary>
    private static List<int> PlacesOfText(string text) => [.. Enumerable.Range(0, text.Length).Where(index => text[index] != ' ')];
}
