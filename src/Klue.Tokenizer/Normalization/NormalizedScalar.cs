namespace Klue.Tokenizer.Normalization;

/// <summary>A scalar of normalised text and the range of the caller's text that it comes from.</summary>
internal readonly record struct NormalizedScalar(int Value, int Start, int End);
