namespace Klue.Tokenizer.Morphemes;

/// <summary>One analysis of a word, as a <c>.dic</c> file stores it.</summary>
/// <param name="LeftId">Context id towards the word before: a row of the connection costs.</param>
/// <param name="RightId">Context id towards the word after: a column of the connection costs.</param>
/// <param name="PartOfSpeechId">Number of <c>pos-id.def</c>, which the left-space penalty goes by.</param>
/// <param name="Cost">Cost of the word itself.</param>
/// <param name="Feature">Where its feature begins among the feature bytes.</param>
internal readonly record struct LexiconEntry(ushort LeftId, ushort RightId, ushort PartOfSpeechId, short Cost, int Feature);
