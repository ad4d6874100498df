namespace Klue.Tokenizer.Morphemes;

/// <summary>The cheapest way to cut a text into morphemes.</summary>
/// <param name="Morphemes">The morphemes in the order of the text; what lies between them is white space.</param>
/// <param name="Cost">Sum of the costs of all morphemes and connections, those to both ends of the text included.</param>
public sealed record MorphemeAnalysis(IReadOnlyList<Morpheme> Morphemes, long Cost);
