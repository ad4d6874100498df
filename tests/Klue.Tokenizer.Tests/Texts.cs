using CsCheck;

namespace Klue.Tokenizer.Tests;

/// <summary>Random texts that visit every corner: pieces, marks, emoji, controls, ideographs, halves of tokens, lone surrogates.</summary>
internal static class Texts
{
    private static readonly string[] Parts =
    [
        "나", "는", "밥", "을", "먹었다", "a", "b", "c", "abcd", "cd", "e", "x", "M", "i", "중", "中", "豈", "\U0002F800", ".", "!", "'", "[", "]",
        " ", " ", " ", "  ", "\t", "\n", "\u00A0", "\u3000", "\u000B", "\u0085", "\u200B", "\u200D", "\uFEFF", "\0", "\uFFFD", "\uE000",
        "\u0301", "\u0323", "\u0344", "\u302E", "\u1B44", "\U0001D165", "\U0001D15E", "\U0001D160",
        "é", "É", "ế", "İ", "ß", "Σ", "각", "≠", "≮", "\u1FEF", "\u2000",
        "😀", "👩\u200D🚀", "\uD83D", "\uDE00", "[MASK]", "[MASK", "[mask]", "[CLS]", "<x>", "<x", "<y>", "<z>", "<<", "nn", "나밥",
    ];

    /// <summary>Marks that accent stripping moves but keeps; of those beyond the basic plane the first half.</summary>
    private const string KeptMarks = "\u302E\u1B44\uD834";

    /// <summary>Texts of up to some twenty parts.</summary>
    public static Gen<string> Any { get; } = Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 20].Select(string.Concat);

    /// <summary>Tokenisers of the sample vocabulary that differ in everything they can.</summary>
    public static BertTokenizer[] Tokenizers { get; } =
    [
        Samples.Tokenizer,
        BertTokenizer.FromVocabulary(Samples.Vocabulary, new BertTokenizerOptions { Lowercase = true }),
        BertTokenizer.FromVocabulary(
            Samples.Vocabulary, new BertTokenizerOptions { Lowercase = true, StripAccents = false, CleanText = false }),
        BertTokenizer.FromVocabulary(Samples.Vocabulary, new BertTokenizerOptions { StripAccents = true, HandleChineseChars = false }),
        BertTokenizer.FromJson(SampleJson.WithFlags),
    ];

    /// <summary>
    /// A tokeniser and a text of which any part between tokens reads as it does in the whole. Not so where a single_word token stands,
    /// nor where a kept mark is moved: Hugging Face's offsets of those are by count.
    /// </summary>
    public static Gen<(BertTokenizer Tokenizer, string Text)> WithTokenizerToCut { get; } =
        Gen.Select(Gen.Int[0, Tokenizers.Length - 2], Any, (i, text) => (Tokenizers[i], text))
            .Where(sample => !sample.Item1.Normalize(sample.Item2).Any(KeptMarks.Contains));

    /// <summary>A tokeniser and a text for it.</summary>
    public static Gen<(BertTokenizer Tokenizer, string Text)> WithTokenizer { get; } =
        Gen.Select(Gen.Int[0, Tokenizers.Length - 1], Any, (i, text) => (Tokenizers[i], text));
}
