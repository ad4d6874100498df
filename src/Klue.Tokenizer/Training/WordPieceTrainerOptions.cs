namespace Klue.Tokenizer.Training;

/// <summary>
/// What vocabulary a <see cref="WordPieceTrainer"/> makes. The defaults are those of Hugging Face's trainer with BERT's special tokens.
/// </summary>
public sealed record WordPieceTrainerOptions
{
    /// <summary>
    /// Number of tokens to reach, special and unused ones included. The alphabet is never cut to fit, and training ends early
    /// when no pair is frequent enough: the vocabulary may have more tokens or fewer.
    /// </summary>
    public int VocabularySize { get; init; } = 30_000;

    /// <summary>Pairs that occur less often are not joined.</summary>
    public long MinFrequency { get; init; }

    /// <summary>
    /// The most characters to keep, or null for all; the rarest go first, and of equally rare ones those of lower code points.
    /// </summary>
    public int? LimitAlphabet { get; init; }

    /// <summary>The first tokens, in order.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>
    /// Number of tokens <c>[unused0]</c>, <c>[unused1]</c>, ... at the end, free for later use; KLUE's vocabulary has 500.
    /// </summary>
    public int UnusedTokens { get; init; }

    /// <summary>
    /// The order of the single characters with <c>##</c>, which decides ties between equally frequent pairs; those not named follow
    /// in the order of their code points. Hugging Face's own order is that of a hash table, different in every run.
    /// </summary>
    public IReadOnlyList<string> ContinuationOrder { get; init; } = [];
}
