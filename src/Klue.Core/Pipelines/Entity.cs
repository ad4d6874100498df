namespace Klue.Pipelines;

/// <summary>A part of a text and its label, as HF's token-classification pipeline reports it.</summary>
/// <param name="Label">
/// The type, such as <c>PS</c> (HF <c>entity_group</c>); without aggregation the token's whole label, such as
/// <c>B-PS</c> (HF <c>entity</c>).
/// </param>
/// <param name="Score">The probability of the label; of an entity the mean over its tokens or words.</param>
/// <param name="Word">The tokens as text.</param>
/// <param name="Start">Where it begins in the caller's string, in UTF-16 code units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Index">Without aggregation the token's place in the sequence, [CLS] being 0; otherwise null.</param>
public sealed record Entity(string Label, float Score, string Word, int Start, int End, int? Index = null);
