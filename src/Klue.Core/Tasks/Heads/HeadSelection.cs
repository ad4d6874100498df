using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>DP: choosing the head of a word from its scores.</summary>
internal static class HeadSelection
{
    /// <summary>
    /// The position with the highest score, the first of equals. The official code gives the padding behind a sentence that is shorter
    /// than the longest of its batch the score 0, so that a word whose real scores are all negative gets an impossible head there.
    /// </summary>
    /// <param name="scores">The scores of the root and of every word.</param>
    /// <param name="isPadded">Whether padding follows and counts.</param>
    public static int Select(ReadOnlySpan<float> scores, bool isPadded)
    {
        var best = Reduction.ArgMax(scores);
        return isPadded && scores[best] < 0 ? scores.Length : best;
    }
}
