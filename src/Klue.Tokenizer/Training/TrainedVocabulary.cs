namespace Klue.Tokenizer.Training;

/// <summary>What a training has made.</summary>
/// <param name="Vocabulary">The tokens: special ones, characters, characters with <c>##</c>, joined pieces, unused ones.</param>
/// <param name="Characters">Number of characters in the alphabet.</param>
/// <param name="DroppedCharacters">Number of characters that the limit of the alphabet left out.</param>
/// <param name="ContinuationCharacters">Number of characters with <c>##</c>.</param>
/// <param name="Merges">Number of joined pairs; two pairs may make the same token.</param>
public sealed record TrainedVocabulary(
    Vocabulary Vocabulary, int Characters, int DroppedCharacters, int ContinuationCharacters, int Merges);
