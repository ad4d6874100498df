namespace Klue.Tokenizer.Training;

/// <summary>What becomes of a morpheme that begins inside a word.</summary>
public enum InnerMorphemes
{
    /// <summary>It counts as a word of its own, as in the corpus that KLUE's vocabulary was trained on.</summary>
    Independent,

    /// <summary>It counts as the rest of a word: its first character, too, has the prefix <c>##</c>.</summary>
    Continue,
}
