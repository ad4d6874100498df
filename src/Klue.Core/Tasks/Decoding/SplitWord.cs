namespace Klue.Tasks.Decoding;

/// <summary>A space-separated word and the pieces that the tokenizer makes of it alone.</summary>
/// <param name="Text">The word.</param>
/// <param name="Pieces">Its pieces, <c>##</c> included.</param>
public readonly record struct SplitWord(string Text, IReadOnlyList<string> Pieces)
{
    /// <summary>The piece that stands for what the vocabulary does not know.</summary>
    internal const string Unknown = "[UNK]";

    /// <summary>What marks a piece that does not begin a word.</summary>
    internal const string Continuation = "##";
}
