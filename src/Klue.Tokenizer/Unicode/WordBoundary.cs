namespace Klue.Tokenizer.Unicode;

/// <summary>What BERT's pre-tokeniser does at a scalar.</summary>
internal enum WordBoundary
{
    /// <summary>Nothing: it belongs to a word.</summary>
    None,

    /// <summary>Splits and drops it.</summary>
    WhiteSpace,

    /// <summary>Splits on both sides, so that it is a word alone.</summary>
    Punctuation,
}
