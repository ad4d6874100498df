using Klue.Tokenizer.Morphemes;

namespace Klue.Tokenizer.Tests.Morphemes;

public sealed class TokenizationReportTests
{
    private static readonly BertTokenizer Tokenizer = BertTokenizer.FromVocabulary(new Vocabulary(
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "아버지", "방", "##가", "##에", "##에서", "##서", ".", "a", "##b", "́"]));

    [Fact]
    public void Boundaries_inside_words_are_compared()
    {
        const string Text = "아버지가 방에서 쓴다.";
        int[] starts = [0, 3, 5, 6, 7, 9, 11];

        var report = TokenizationReport.Measure(Tokenizer, Text, starts);

        Assert.Equal(
            new TokenizationReport(Words: 3, Pieces: 6, UnknownPieces: 1, PieceBoundaries: 3, MorphemeBoundaries: 4, SharedBoundaries: 3),
            report);
        Assert.Equal((2.0, 1.0 / 6, 0.75, 1.0), (report.PiecesPerWord, report.UnknownRate, report.MorphemeAgreement, report.PieceAgreement));
    }

    [Fact]
    public void Reports_add_up()
    {
        var text = "아버지가 방에. ";
        var once = TokenizationReport.Measure(Tokenizer, text, [0, 3, 5, 7]);
        var many = TokenizationReport.Measure(
            Tokenizer,
            string.Concat(Enumerable.Repeat(text, 500)),
            Enumerable.Range(0, 500).SelectMany(i => ((int[])[0, 3, 5, 7]).Select(start => start + (i * text.Length))).ToArray());

        Assert.Equal(Enumerable.Repeat(once, 500).Aggregate((left, right) => left + right), many);
    }

    [Fact]
    public void Without_anything_to_measure_shares_are_null()
    {
        var report = TokenizationReport.Measure(Tokenizer, " \t");

        Assert.Equal(default, report);
        Assert.Equal((null, null, null, null), (report.PiecesPerWord, report.UnknownRate, report.MorphemeAgreement, report.PieceAgreement));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(1, 1)]
    public void Starts_that_do_not_ascend_inside_the_text_are_refused(params int[] starts) =>
        Assert.Throws<ArgumentException>("morphemeStarts", () => TokenizationReport.Measure(Tokenizer, "ab", starts));

    [Theory]
    [InlineData("눈물을", "눈물 을", "0 2")]
    [InlineData("흘렸다.", "흘리 었 다 .", "0 2 3")]
    [InlineData("공정한", "공정 하 ㄴ", "0 2")]
    [InlineData("깨져", "깨지 어", "0")]
    [InlineData("갔다가", "가 았 다가", "0 1")]
    [InlineData("가가", "가 어 가", "0 1")]
    [InlineData("가", "가 아", "0")]
    [InlineData("가가", "가", "0")]
    [InlineData("", "가", "")]
    public void Boundaries_of_gold_morphemes_are_found_where_they_show(string word, string morphemes, string expected) =>
        Assert.Equal(expected, string.Join(' ', MorphemeBoundaries.InWord(word, morphemes.Split(' '))));

    [Fact]
    public void Boundaries_of_an_analysis_are_its_starts()
    {
        using var dictionary = new TinyDictionary
        {
            Words = [new("가", 0, 0, 0, 1, "*"), new("나", 0, 0, 0, 1, "*")],
            UnknownWords = [new("DEFAULT", 0, 0, 0, 9, "*"), new("SPACE", 0, 0, 0, 9, "*")],
            Categories = [new("DEFAULT", Invoke: false, Group: true, Length: 0, ""), new("SPACE", Invoke: false, Group: true, Length: 0, " ")],
            Connections = [[0]],
        }.Write();
        var analysis = new MorphemeAnalyzer(MecabDictionary.Load(dictionary.Folder)).Analyze("가나 가");

        Assert.Equal([0, 1, 3], MorphemeBoundaries.Of(analysis.Morphemes));
    }
}
