namespace Klue.Tokenizer.Tests;

public class WordPieceTests
{
    [Theory]
    [InlineData("나는 밥을 먹었다.", "나 ##는 밥 ##을 먹 ##었 ##다 .")]
    [InlineData("abc", "a ##b ##c")]
    [InlineData("abcd", "abcd")]
    [InlineData("abcdcd", "abcd ##cd")]
    [InlineData("abcc", "a ##b ##c ##c")]
    [InlineData("abce", "[UNK]")]
    [InlineData("b", "[UNK]")]
    [InlineData("나는!밥", "나 ##는 ! 밥")]
    [InlineData("a中a", "a 中 a")]
    [InlineData("😀😀", "😀 ##😀")]
    [InlineData("a😀", "a ##😀")]
    [InlineData("나\u200B는", "나 ##는")]
    [InlineData("나\t는\n밥", "나 [UNK] 밥")]
    [InlineData("", "")]
    [InlineData(" \u00A0 ", "")]
    [InlineData("[MASK]는 [MASK", "[MASK] [UNK] [ [UNK]")]
    [InlineData("나[MASK]나", "나 [MASK] 나")]
    [InlineData("[mask]", "[ [UNK] ]")]
    public void The_longest_piece_wins_from_left_to_right(string text, string pieces) =>
        Assert.Equal(pieces, Samples.Tokenizer.Pieces(text));

    [Fact]
    public void Offsets_point_into_the_callers_string()
    {
        const string Text = "나\u200B는 😀밥을,中\u0301!";
        var encoding = Samples.Tokenizer.Encode(Text);
        Assert.Equal("[CLS] 나 ##는 [UNK] [UNK] 中 [UNK] ! [SEP]", encoding.Line());
        Assert.Equal(["나", "는", "😀밥을", ",", "中", "\u0301", "!"], encoding.Slices(Text));
        Assert.Equal([null, 0, 0, 1, 2, 3, 4, 5, null], encoding.WordIds);
    }

    [Theory]
    [InlineData(100, "a ##b")]
    [InlineData(101, "[UNK]")]
    public void A_word_of_more_than_a_hundred_characters_is_unknown(int length, string beginning)
    {
        var word = "a" + new string('b', length - 1);
        var options = new EncodingOptions { AddSpecialTokens = false };
        var encoding = Samples.Tokenizer.Encode(word, options);
        Assert.StartsWith(beginning, encoding.Line(), StringComparison.Ordinal);
        Assert.Equal(length, encoding.Offsets[^1].End);
        Assert.Equal(encoding.Ids, Samples.Tokenizer.Encode(word.Insert(1, "\u200B"), options).Ids);
    }

    [Fact]
    public void The_hundred_characters_are_scalars_not_code_units()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 100));
        Assert.Equal(100, Samples.Tokenizer.CountTokens(text, addSpecialTokens: false));
        Assert.Equal(1, Samples.Tokenizer.CountTokens(text + "😀", addSpecialTokens: false));
    }

    [Theory]
    [InlineData("나는", "\u1102\u1161 ##\u1102\u1173\u11AB")]
    [InlineData("AB CAFÉ", "a ##b [UNK]")]
    [InlineData("İ", "i")]
    [InlineData("a\u0301b", "a ##b")]
    public void Lower_casing_strips_accents_too(string text, string pieces)
    {
        // 나 and 는 decompose into jamo, so a lower-casing model has to know those.
        var vocabulary = new Vocabulary(
            ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "\u1102\u1161", "##\u1102\u1173\u11AB", "a", "##b", "i"]);
        var tokenizer = BertTokenizer.FromVocabulary(vocabulary, new BertTokenizerOptions { Lowercase = true });
        Assert.Equal(pieces, tokenizer.Pieces(text));
        Assert.Equal(text.Length, tokenizer.Encode(text).Offsets[^2].End);
    }
}
