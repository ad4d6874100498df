using Klue.Tokenizer.Morphemes;

namespace Klue.Tokenizer.Training;

/// <summary>
/// How a <see cref="WordCounter"/> finds words. The defaults cut at white space, punctuation and ideographs, as BERT does.
/// </summary>
public sealed record WordCounterOptions
{
    /// <summary>Normalisation; it must be that of the tokenizer the vocabulary is for.</summary>
    public BertTokenizerOptions Normalization { get; init; } = BertTokenizerOptions.Default;

    /// <summary>Cuts words further, into morphemes; or null.</summary>
    public MorphemeAnalyzer? Morphemes { get; init; }

    /// <summary>What becomes of a morpheme that begins inside a word.</summary>
    public InnerMorphemes InnerMorphemes { get; init; } = InnerMorphemes.Independent;

    /// <summary>
    /// The most distinct words to keep, or null for all. Whenever there are more, the rarest are dropped until at most three
    /// quarters of this number are left.
    /// </summary>
    public int? MaxWords { get; init; }

    /// <summary>The number of threads. Counts do not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;
}
