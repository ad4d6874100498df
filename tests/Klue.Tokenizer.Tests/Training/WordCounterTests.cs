using Klue.Tokenizer.Morphemes;
using Klue.Tokenizer.Tests.Morphemes;
using Klue.Tokenizer.Training;

namespace Klue.Tokenizer.Tests.Training;

public sealed class WordCounterTests
{
    [Fact]
    public void Words_end_at_white_space_punctuation_ideographs_and_texts() =>
        Assert.Equal("가나:2 .:2 中:1 國:1 café:1", Count(new(), "가나. 中國\tcafé", "", "가나."));

    [Fact]
    public void Text_is_normalised_as_asked() =>
        Assert.Equal("cafe:2", Count(new() { Normalization = new() { Lowercase = true } }, "Café cafe"));

    [Theory]
    [InlineData(InnerMorphemes.Independent, "아버지:2 가:2 방:1 에:1 .:1")]
    [InlineData(InnerMorphemes.Continue, "아버지:2 ##가:1 방:1 ##에:1 .:1 가:1")]
    public void Words_are_cut_where_morphemes_begin(InnerMorphemes innerMorphemes, string expected)
    {
        using var dictionary = Dictionary();
        var options = new WordCounterOptions
        {
            Morphemes = new MorphemeAnalyzer(MecabDictionary.Load(dictionary.Folder)),
            InnerMorphemes = innerMorphemes,
        };

        Assert.Equal(expected, Count(options, "아버지가 방에. 아버지 가"));
    }

    [Fact]
    public void Counts_and_what_is_dropped_do_not_depend_on_threads()
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, 3000)
            .Select(_ => string.Join(' ', Enumerable.Range(0, 200).Select(_ => Math.Sqrt(random.Next(100_000_000)).ToString("F0"))))
            .ToArray();
        var one = CountAll(1);

        Assert.NotEqual(0, one.PrunedWords);
        Assert.Equal(texts.Length * 200, one.Total + one.PrunedOccurrences);
        Assert.Equal(one.Total, one.Words.Values.Sum());
        Assert.InRange(one.Words.Count, 1, 5_000);
        for (var threads = 2; threads <= 4; threads++)
        {
            var more = CountAll(threads);
            Assert.Equal(one.Words, more.Words);
            Assert.Equal((one.PrunedWords, one.PrunedOccurrences), (more.PrunedWords, more.PrunedOccurrences));
        }

        WordCounts CountAll(int threads) =>
            new WordCounter(new() { MaxWords = 5_000, MaxDegreeOfParallelism = threads })
                .Count(texts, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_rarest_words_are_dropped_all_of_one_count_together()
    {
        var counts = new WordCounter(new() { MaxWords = 4 })
            .Count(["a a a b b c c d e"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("a:3 b:2 c:2", Describe(counts));
        Assert.Equal((7, 2, 2), (counts.Total, counts.PrunedWords, counts.PrunedOccurrences));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Counting_reports_its_progress_and_can_be_cancelled(int threads)
    {
        var reports = new Reports();
        using var cancellation = new CancellationTokenSource();
        var counter = new WordCounter(new() { MaxDegreeOfParallelism = threads });
        counter.Count(Enumerable.Repeat(new string('a', 1 << 20), 3), reports, cancellation.Token);

        Assert.Equal([1 << 20, 2 << 20, 3 << 20], reports.Select(report => report.Done));
        Assert.All(reports, report => Assert.Equal((TrainingStage.CountingWords, null), (report.Stage, report.Total)));
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => counter.Count(["a"], progress: null, cancellation.Token));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("MaxWords", () => new WordCounter(new() { MaxWords = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("MaxDegreeOfParallelism", () => new WordCounter(new() { MaxDegreeOfParallelism = 0 }));
        Assert.StartsWith(
            "InnerMorphemes",
            Assert.Throws<ArgumentOutOfRangeException>(() => new WordCounter(new() { InnerMorphemes = (InnerMorphemes)7 })).Message,
            StringComparison.Ordinal);
    }

    private static string Count(WordCounterOptions options, params string[] texts) =>
        Describe(new WordCounter(options).Count(texts, cancellationToken: TestContext.Current.CancellationToken));

    private static string Describe(WordCounts counts) => string.Join(' ', counts.Words.Select(word => $"{word.Key}:{word.Value}"));

    private static TinyDictionary Dictionary() => new TinyDictionary
    {
        Words = [.. ((string[])["아버지", "가", "방", "에"]).Select(word => new TinyDictionary.Word(word, 0, 0, 0, 1, "*"))],
        UnknownWords = [new("DEFAULT", 0, 0, 0, 9, "*"), new("SPACE", 0, 0, 0, 9, "*")],
        Categories = [new("DEFAULT", Invoke: false, Group: true, Length: 0, ""), new("SPACE", Invoke: false, Group: true, Length: 0, " ")],
        Connections = [[0]],
    }.Write();

    private sealed class Reports : List<TrainingProgress>, IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Add(value);
    }
}
