using CsCheck;
using Klue.Tasks.Text;

namespace Klue.Core.Tests.Tasks;

public sealed class TextTests
{
    private static readonly string[] Parts =
    [
        "가", "다", "했", "요", ".", "!", "\"", "'", "’", " ", "하", "고", "면", "ㅋ", "😀", "\uD83D", "\uDE00", "n", "t", "s", "Σ", "İ", "A", "\u2028",
    ];

    private static readonly Gen<string> Texts =
        Gen.Int[0, Parts.Length - 1].Array[0, 24].Select(parts => string.Concat(parts.Select(part => Parts[part])));

    [Fact]
    public void Code_points_and_utf16_indices_lead_to_each_other() => Texts.Sample(value =>
    {
        var text = new CodePointText(value);
        Assert.Equal(CodePointText.Count(value), text.Length);
        Assert.Equal(value, string.Concat(Enumerable.Range(0, text.Length).Select(index => text.Slice(index, index + 1))));
        Assert.All(Enumerable.Range(0, text.Length + 1), index => Assert.Equal(index, text.CodePointIndex(text.Utf16Index(index))));
        Assert.Equal(CodePointText.CodePoints(value), Enumerable.Range(0, text.Length).Select(index => text[index]));
    });

    [Fact]
    public void A_surrogate_pair_is_one_code_point_and_both_its_units_belong_to_it()
    {
        var text = new CodePointText("가😀나");
        Assert.Equal((3, 0x1F600), (text.Length, text[1]));
        Assert.Equal([0, 1, 1, 2, 3], Enumerable.Range(0, 5).Select(text.CodePointIndex));
    }

    [Theory]
    [InlineData("ABC가Ä", "abc가ä")]
    [InlineData("ΟΔΟΣ ΟΔΟΣ", "οδος οδος")]
    [InlineData("Σ ΣΑ ΑΣ.Α ΑΣ.", "σ σα ασ.α ας.")]
    [InlineData("İ", "i̇")]
    [InlineData("𐐀", "𐐨")]
    [InlineData("ẞßΩ", "ßßω")]
    public void Lower_casing_is_that_of_python(string text, string expected) => Assert.Equal(expected, PythonText.Lower(text));

    [Fact]
    public void Splitting_drops_white_space_alone() => Texts.Sample(text =>
    {
        Assert.Equal(string.Concat(text.Where(character => !PythonText.IsSpace(character))), string.Concat(PythonText.Split(text)));
        Assert.Equal(PythonText.Split(text), PythonText.Split(PythonText.Strip(text)));
    });

    [Theory]
    [InlineData("비가 왔다. 바람도 불었다.", new[] { "비가 왔다.", "바람도 불었다." })]
    [InlineData("그가 갔다바람도 불었다", new[] { "그가 갔다", "바람도 불었다" })]
    [InlineData("비가 왔다고 했다", new[] { "비가 왔다고 했다" })]
    [InlineData("\"갔다. 왔다.\" 그랬다.", new[] { "\"갔다. 왔다.\" 그랬다." })]
    [InlineData("좋아요!!! ㅋㅋ 또 올게요", new[] { "좋아요!!! ㅋㅋ", "또 올게요" })]
    [InlineData("", new string[0])]
    public void Sentences_end_where_the_syllables_around_allow_it(string text, string[] expected) =>
        Assert.Equal(expected, SentenceSplitter.Split(text));

    [Fact]
    public void Splitting_sentences_loses_nothing_but_white_space() => Texts.Sample(text =>
    {
        // A held-back 하 or 면 can be lost or doubled by the original's rules; without them every character stays.
        if (!text.AsSpan().ContainsAny("하면라해"))
        {
            Assert.Equal(Bare(text), Bare(string.Concat(SentenceSplitter.Split(text))));
        }

        static string Bare(string value) => string.Concat(value.Where(character => !char.IsWhiteSpace(character)));
    });
}
