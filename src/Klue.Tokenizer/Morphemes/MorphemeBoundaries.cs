namespace Klue.Tokenizer.Morphemes;

/// <summary>Where morphemes begin, from an analysis or from gold data.</summary>
public static class MorphemeBoundaries
{
    /// <summary>Where the morphemes of an analysed text begin, in UTF-16 units.</summary>
    public static int[] Of(IReadOnlyList<Morpheme> morphemes)
    {
        ArgumentNullException.ThrowIfNull(morphemes);
        var starts = new int[morphemes.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = morphemes[i].Start;
        }

        return starts;
    }

    /// <summary>Finds in a word where the morphemes begin that its gold analysis names in their base forms, as KLUE-DP does.</summary>
    /// <remarks>
    /// Inflection hides boundaries: of 흘렸다 with the morphemes 흘리, 었, 다 only the end of the second shows. Those that show
    /// are found from both ends, as far as morphemes stand in the word letter by letter.
    /// </remarks>
    /// <param name="word">The word as written.</param>
    /// <param name="morphemes">Its morphemes in order.</param>
    /// <returns>Starts in UTF-16 units, the first being 0; fewer than there are morphemes where some do not show.</returns>
    public static int[] InWord(ReadOnlySpan<char> word, IReadOnlyList<string> morphemes)
    {
        ArgumentNullException.ThrowIfNull(morphemes);
        if (morphemes.Count == 0)
        {
            return [];
        }

        var starts = new SortedSet<int> { 0 };
        var (first, last) = (0, morphemes.Count - 1);
        var (start, end) = (0, word.Length);
        while (first < last && word[start..].StartsWith(morphemes[first], StringComparison.Ordinal))
        {
            start += morphemes[first++].Length;
            starts.Add(start);
        }

        while (last > first && word[start..end].EndsWith(morphemes[last], StringComparison.Ordinal))
        {
            end -= morphemes[last--].Length;
            starts.Add(end);
        }

        // A last morpheme that vanished in the one before it would begin behind the word.
        starts.Remove(word.Length);
        return [.. starts];
    }
}
