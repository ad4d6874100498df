using Klue.Tokenizer.Morphemes;

namespace Klue.Tokenizer.Tests.Morphemes;

public sealed class MorphemeAnalyzerTests : IDisposable
{
    /// <summary>Words of one context id, so that costs alone decide; the particle 가 dislikes a space before it.</summary>
    private readonly TinyDictionary _dictionary = new TinyDictionary
    {
        Words =
        [
            new("아버지", 0, 0, 150, 100, "NNG,아버지"),
            new("아버", 0, 0, 150, 90, "NNG,아버"),
            new("지가", 0, 0, 150, 90, "NNG,지가"),
            new("가", 0, 0, 120, 30, "JKS,가"),
            new("가방", 0, 0, 150, 60, "NNG,가방"),
            new("방", 0, 0, 150, 40, "NNG,방"),
            new("방", 0, 0, 151, 40, "NNP,방"),
            new("에", 0, 0, 120, 10, "JKB,에"),
            new("가", 0, 0, 173, 50, "VV,가"),
        ],
        UnknownWords =
        [
            new("DEFAULT", 0, 0, 168, 1000, "SY,*"),
            new("SPACE", 0, 0, 164, 1000, "SP,*"),
            new("HANGUL", 0, 0, 999, 500, "UNKNOWN,*"),
            new("ALPHA", 0, 0, 162, 200, "SL,*"),
        ],
        Categories =
        [
            new("DEFAULT", Invoke: false, Group: true, Length: 0, ""),
            new("SPACE", Invoke: false, Group: true, Length: 0, " \t\n"),
            new("HANGUL", Invoke: false, Group: true, Length: 2, "아버지가방에갸거"),
            new("ALPHA", Invoke: true, Group: true, Length: 0, "abcdefghij"),
        ],
        Connections = [[0]],
        Settings = "; comment\nbos-feature = BOS/EOS\nleft-space-penalty-factor = 120,6000,120,1\n",
    }.Write();

    public void Dispose() => _dictionary.Dispose();

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("  \t", "", 0)]
    [InlineData("아버지가방에", "아버지/NNG 가방/NNG 에/JKB", 170)]
    [InlineData(" 아버지가  방에 ", "아버지/NNG 가/JKS 방/NNG 에/JKB", 180)]
    [InlineData("아버지 가 방에", "아버지/NNG 가/VV 방/NNG 에/JKB", 200)]
    [InlineData("갸거", "갸거/UNKNOWN", 500)]
    [InlineData("갸거갸거", "갸거갸거/UNKNOWN", 500)]
    [InlineData("abc가", "abc/SL 가/JKS", 230)]
    [InlineData("가😀😀가", "가/JKS 😀😀/SY 가/JKS", 1060)]
    [InlineData("가\uD83D가", "가/JKS \uD83D/SY 가/JKS", 1060)]
    public void The_path_of_least_cost_is_taken(string text, string expected, long cost)
    {
        var analysis = new MorphemeAnalyzer(MecabDictionary.Load(_dictionary.Folder)).Analyze(text);

        Assert.Equal(expected, string.Join(' ', analysis.Morphemes.Select(morpheme => $"{text[morpheme.Range]}/{morpheme.PartOfSpeech}")));
        Assert.Equal(cost, analysis.Cost);
    }

    [Fact]
    public void A_group_of_more_than_25_characters_is_cut_up()
    {
        var analyzer = new MorphemeAnalyzer(MecabDictionary.Load(_dictionary.Folder));

        Assert.Single(analyzer.Analyze(new string('a', 25)).Morphemes);
        Assert.Equal(2, analyzer.Analyze(new string('a', 26)).Morphemes.Count);
    }

    [Fact]
    public void A_morpheme_tells_what_the_dictionary_says_of_it()
    {
        var analyzer = new MorphemeAnalyzer(MecabDictionary.Load(_dictionary.Folder));
        var morphemes = analyzer.Analyze("가방 갸").Morphemes;

        Assert.Equal((0, 2, 2, "NNG,가방", "NNG", 60, 150, false), Describe(morphemes[0]));
        Assert.Equal((3, 4, 1, "UNKNOWN,*", "UNKNOWN", 500, 999, true), Describe(morphemes[1]));

        static (int, int, int, string, string, int, int, bool) Describe(Morpheme morpheme) => (
            morpheme.Start, morpheme.End, morpheme.Length, morpheme.Feature, morpheme.PartOfSpeech, morpheme.Cost,
            morpheme.PartOfSpeechId, morpheme.IsUnknown);
    }

    [Fact]
    public void The_setting_unk_feature_names_every_unknown_word()
    {
        File.AppendAllText(_dictionary.FileOf("dicrc"), "unk-feature = 모름,*\n");
        var analyzer = new MorphemeAnalyzer(MecabDictionary.Load(_dictionary.Folder));

        Assert.Equal(["모름", "NNG", "모름"], analyzer.Analyze("갸 방 a").Morphemes.Select(morpheme => morpheme.PartOfSpeech));
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        var analyzer = new MorphemeAnalyzer(MecabDictionary.Load(_dictionary.Folder));
        var morphemes = new List<Morpheme>(100);
        const string Text = "아버지가 방에 abc 갸거";
        analyzer.Analyze(Text, morphemes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            morphemes.Clear();
            analyzer.Analyze(Text, morphemes);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Threads_share_one_analyzer()
    {
        var analyzer = new MorphemeAnalyzer(MecabDictionary.Load(_dictionary.Folder));
        var texts = Enumerable.Range(0, 200).Select(i => string.Concat(Enumerable.Repeat("아버지가 방에 abc갸", i))).ToArray();
        var alone = texts.Select(text => analyzer.Analyze(text)).ToArray();

        Parallel.For(0, 4 * texts.Length, i =>
        {
            var analysis = analyzer.Analyze(texts[i % texts.Length]);
            Assert.Equal(alone[i % texts.Length].Cost, analysis.Cost);
            Assert.Equal(alone[i % texts.Length].Morphemes, analysis.Morphemes);
        });
    }
}
