using CsCheck;
using Klue.Tests;
using Klue.Tokenizer.Training;

namespace Klue.Tokenizer.Tests.Training;

public sealed class WordPieceTrainerTests
{
    private static readonly WordPieceTrainerOptions Plain = new() { SpecialTokens = [] };

    [Fact]
    public void The_most_frequent_pair_is_joined_first()
    {
        var trained = Train(Plain, ("가나", 5), ("다나", 3), ("가나다", 1));

        Assert.Equal(["가", "나", "다", "##나", "##다", "가나", "다나", "가나다"], trained.Vocabulary);
        Assert.Equal((3, 0, 2, 3), (trained.Characters, trained.DroppedCharacters, trained.ContinuationCharacters, trained.Merges));
    }

    [Fact]
    public void Of_equally_frequent_pairs_the_one_with_smaller_ids_is_joined_first() =>
        Assert.Equal(["a", "b", "c", "##a", "##b", "##c", "ab"], Train(Plain with { VocabularySize = 7 }, ("bc", 2), ("ab", 2), ("ca", 2)).Vocabulary);

    [Fact]
    public void The_order_of_continuations_can_be_given_and_decides_ties() =>
        Assert.Equal(
            ["a", "b", "c", "##c", "##a", "##b", "ac"],
            Train(Plain with { VocabularySize = 7, ContinuationOrder = ["##x", "##c"] }, ("ab", 2), ("ac", 2), ("aa", 1)).Vocabulary);

    [Fact]
    public void Rare_pairs_are_left_alone() =>
        Assert.Equal(["a", "b", "c", "##b", "##c", "ab"], Train(Plain with { MinFrequency = 3 }, ("ab", 3), ("ac", 2)).Vocabulary);

    [Fact]
    public void The_alphabet_is_cut_by_frequency_and_words_lose_their_dropped_characters()
    {
        var trained = Train(Plain with { LimitAlphabet = 2 }, ("xab", 2), ("ab", 3), ("ya", 1));

        Assert.Equal(["a", "b", "##a", "##b", "ab", "##ab"], trained.Vocabulary);
        Assert.Equal((2, 2), (trained.Characters, trained.DroppedCharacters));
    }

    [Fact]
    public void The_size_never_cuts_the_alphabet() =>
        Assert.Equal(["[UNK]", "a", "b", "##b"], Train(new() { VocabularySize = 1, SpecialTokens = ["[UNK]"] }, ("ab", 9)).Vocabulary);

    [Fact]
    public void Unused_tokens_stand_at_the_end_and_count()
    {
        var trained = Train(new() { VocabularySize = 12, UnusedTokens = 3 }, ("ab", 9), ("abc", 2));

        Assert.Equal(
            ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "c", "##b", "##c", "[unused0]", "[unused1]", "[unused2]"],
            trained.Vocabulary);
    }

    [Fact]
    public void A_word_that_continues_another_has_prefixes_throughout() =>
        Assert.Equal(["a", "b", "##a", "##b", "##ab"], Train(Plain, ("##ab", 2)).Vocabulary);

    [Fact]
    public void The_numeral_sign_alone_is_a_word_like_any() => Assert.Equal(["#"], Train(Plain, ("#", 2)).Vocabulary);

    [Fact]
    public void Random_words_give_the_vocabulary_that_the_plainest_form_of_the_algorithm_gives()
    {
        var words = Gen.Select(Gen.Char["abc"].Array[1, 9].Select(characters => new string(characters)), Gen.Long[1, 6])
            .Array[1, 25]
            .Select(pairs => pairs.GroupBy(pair => pair.Item1).Select(group => KeyValuePair.Create(group.Key, group.First().Item2)).ToArray());
        Gen.Select(words, Gen.Int[1, 60], Gen.Long[0, 4], Gen.Int[1, 4]).Sample(
            (words, size, minFrequency, limitAlphabet) =>
            {
                var options = new WordPieceTrainerOptions
                {
                    VocabularySize = size,
                    MinFrequency = minFrequency,
                    LimitAlphabet = limitAlphabet,
                    SpecialTokens = ["[UNK]"],
                };
                var expected = NaiveTrainer.Train(words, size, minFrequency, limitAlphabet, ["[UNK]"]);
                Assert.Equal(expected, new WordPieceTrainer(options).Train(new WordCounts(words)).Vocabulary);
            },
            iter: LongRun.Count(100_000));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        AssertRefused<ArgumentOutOfRangeException>("VocabularySize", Plain with { VocabularySize = 0 });
        AssertRefused<ArgumentOutOfRangeException>("MinFrequency", Plain with { MinFrequency = -1 });
        AssertRefused<ArgumentOutOfRangeException>("LimitAlphabet", Plain with { LimitAlphabet = 0 });
        AssertRefused<ArgumentOutOfRangeException>("UnusedTokens", Plain with { UnusedTokens = -1 });
        AssertRefused<ArgumentException>("'[CLS]'", Plain with { SpecialTokens = ["[CLS]", "[CLS]"] });
        AssertRefused<ArgumentException>("'[unused1]'", Plain with { SpecialTokens = ["[unused1]"], UnusedTokens = 2 });
        AssertRefused<ArgumentException>("''", Plain with { SpecialTokens = [""] });

        static void AssertRefused<T>(string name, WordPieceTrainerOptions options)
            where T : ArgumentException =>
            Assert.Contains(name, Assert.Throws<T>(() => new WordPieceTrainer(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_words_and_bad_words_are_refused()
    {
        Assert.Contains("no words", Assert.Throws<TokenizerException>(() => Train(Plain)).Message, StringComparison.Ordinal);
        Assert.Contains("count 0", Assert.Throws<ArgumentException>(() => Train(Plain, ("a", 0))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Train(Plain, ("", 1)));
    }

    [Fact]
    public void Training_reports_its_progress_and_can_be_cancelled()
    {
        var words = new WordCounts([KeyValuePair.Create("abcdefgh", 3L)]);
        var reports = new List<TrainingProgress>();
        using var cancellation = new CancellationTokenSource();
        new WordPieceTrainer(Plain).Train(words, new Progress(reports.Add), cancellation.Token);

        Assert.Equal([new TrainingProgress(TrainingStage.MergingPieces, 22, 30_000)], reports);
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => new WordPieceTrainer(Plain).Train(words, progress: null, cancellation.Token));
    }

    private static TrainedVocabulary Train(WordPieceTrainerOptions options, params (string Word, long Count)[] words) =>
        new WordPieceTrainer(options).Train(new WordCounts(words.Select(word => KeyValuePair.Create(word.Word, word.Count))));

    private sealed class Progress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
