namespace Klue.Tokenizer.Tests;

public class NormalizeTests
{
    [Theory]
    [InlineData("나\u200B는\t밥", "나는 밥")]
    [InlineData("中國 É", " 中  國  É")]
    public void Text_is_cleaned_and_ideographs_spaced(string text, string expected) =>
        Assert.Equal(expected, Samples.Tokenizer.Normalize(text));

    [Theory]
    [InlineData("ÉİΣ각", "eiσ\u1100\u1161\u11A8")]
    [InlineData("a\u0301\u302E\u0323b", "a\u302Eb")]
    [InlineData("\u302E\u1B44", "\u1B44\u302E")]
    public void Accents_and_case_go_and_marks_are_put_in_order(string text, string expected)
    {
        var tokenizer = BertTokenizer.FromVocabulary(Samples.Vocabulary, new BertTokenizerOptions { Lowercase = true });
        Assert.Equal(expected, tokenizer.Normalize(text));
    }
}
