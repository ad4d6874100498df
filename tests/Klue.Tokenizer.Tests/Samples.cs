namespace Klue.Tokenizer.Tests;

/// <summary>A vocabulary small enough to follow by eye.</summary>
internal static class Samples
{
    public static Vocabulary Vocabulary { get; } = new(
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "나", "##는", "밥", "##을", "먹", "##었", "##다", ".", "!", "'", "[", "]", "a", "##b",
        "##c", "abcd", "##cd", "e", "中", "i", "##i", "😀", "##😀", "M", "x",
    ]);

    public static BertTokenizer Tokenizer { get; } = BertTokenizer.FromVocabulary(Vocabulary);

    /// <summary>The pieces of a text, joined by spaces.</summary>
    public static string Pieces(this BertTokenizer tokenizer, string text) => string.Join(' ', tokenizer.Tokenize(text));

    /// <summary>The tokens of an encoding, joined by spaces.</summary>
    public static string Line(this Encoding encoding) => string.Join(' ', encoding.Tokens);

    /// <summary>The parts of the text that the tokens of an encoding cover.</summary>
    public static string[] Slices(this Encoding encoding, string text) =>
        [.. encoding.Offsets.Where((_, i) => encoding.SequenceIds[i] is not null).Select(offset => text[offset.Start..offset.End])];
}
