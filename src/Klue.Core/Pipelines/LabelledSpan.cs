namespace Klue.Pipelines;

/// <summary>A token or a word of a text with the label that it got, before grouping.</summary>
/// <param name="Label">The whole label, prefix included.</param>
/// <param name="Score">The label's probability.</param>
/// <param name="Word">The token, or the tokens as text.</param>
/// <param name="Start">Where it begins in the caller's string.</param>
/// <param name="End">Where it ends, exclusive.</param>
internal readonly record struct LabelledSpan(string Label, float Score, string Word, int Start, int End)
{
    /// <summary>The type without <c>B-</c> or <c>I-</c>.</summary>
    public string Type => HasPrefix("B-") || HasPrefix("I-") ? Label[2..] : Label;

    /// <summary>Whether an entity begins here even after another of the same type. A label without prefix continues.</summary>
    public bool Begins => HasPrefix("B-");

    private bool HasPrefix(string prefix) => Label.StartsWith(prefix, StringComparison.Ordinal);
}
