namespace Klue.Tasks.Decoding;

/// <summary>How MRC answers are chosen; the defaults are the official settings.</summary>
public sealed record AnswerOptions
{
    /// <summary>How many beginnings and ends are combined, and how many candidates are kept.</summary>
    public int BestCount { get; init; } = 20;

    /// <summary>The longest answer in pieces.</summary>
    public int MaxAnswerLength { get; init; } = 30;

    /// <summary>
    /// Whether the word "empty" is put in front when nothing but "no answer" is possible, as the official code does it; it can then become the
    /// answer.
    /// </summary>
    public bool HasPlaceholder { get; init; } = true;

    /// <summary>By how much "no answer" must outdo the best answer to be chosen.</summary>
    public double NullThreshold { get; init; }
}
