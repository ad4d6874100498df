namespace Klue.Pipelines;

/// <summary>A token of a text with the probabilities of all labels.</summary>
/// <param name="Index">Its place in the sequence.</param>
/// <param name="Word">Its name in the vocabulary; of an unknown one what stands in the text.</param>
/// <param name="Start">Where it begins in the caller's string.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="IsSubword">Whether it continues a word.</param>
/// <param name="Scores">The probability of each label.</param>
internal readonly record struct LabelledToken(int Index, string Word, int Start, int End, bool IsSubword, ReadOnlyMemory<float> Scores);
