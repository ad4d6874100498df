namespace Klue.Tokenizer.Tests;

public class AddedTokenTests
{
    [Fact]
    public void New_special_tokens_get_the_ids_after_the_last()
    {
        var tokenizer = Samples.Tokenizer.WithSpecialTokens(["<subj>", "</subj>", "[MASK]", "abcd"]);
        Assert.Equal("<subj> 나 </subj> a abcd", tokenizer.Pieces("<subj>나</subj>aabcd"));
        Assert.Equal([30, 31], [tokenizer.Vocabulary.IdOf("<subj>"), tokenizer.Vocabulary.IdOf("</subj>")]);
        Assert.Equal(32, tokenizer.Vocabulary.Count);
        Assert.Equal(30, Samples.Tokenizer.Vocabulary.Count);
        Assert.Equal("나", tokenizer.Decode([30, 5, 31, 20], skipSpecialTokens: true));
    }

    [Theory]
    [InlineData("lstrip", "나  <x>  나", "나|  <x>|나")]
    [InlineData("rstrip", "나  <x>  나", "나|<x>  |나")]
    [InlineData("single_word", "나 <x> 나<x>", "나|<x>|나|<|x|>")]
    [InlineData("single_word", "<x>", "<x>")]
    public void Flags_of_added_tokens_are_kept(string flag, string text, string expected)
    {
        var tokenizer = WithToken("<x>", flag);
        Assert.Equal(expected, string.Join('|', tokenizer.Encode(text).Slices(text)));
    }

    [Fact]
    public void Normalized_tokens_are_found_in_normalized_text()
    {
        var tokenizer = WithToken("e中", "normalized");
        const string Text = "e\u200B中 e 中e";
        Assert.Equal(["e\u200B中", "e", "中", "e"], tokenizer.Encode(Text).Slices(Text));
        Assert.Equal("e中", tokenizer.Encode(Text).Tokens[1]);
    }

    [Fact]
    public void The_longest_token_wins()
    {
        var tokenizer = Samples.Tokenizer.WithSpecialTokens(["<a", "<a>", "a>b"]);
        Assert.Equal("<a> [UNK] <a a", tokenizer.Pieces("<a>b <aa"));
    }

    [Fact]
    public void A_token_that_hides_another_is_refused() =>
        Assert.Throws<UnsupportedTokenizerException>(() => WithToken("aa", "single_word"));

    private static BertTokenizer WithToken(string content, string flag) =>
        BertTokenizer.FromJson(System.Text.Encoding.UTF8.GetBytes(SampleJson.Write(SampleJson.AddedToken(30, content, flag))));
}
