using System.Text.Json;
using Klue.Tests;
using Klue.Tokenizer;

namespace Klue.Cli.Tests.Morphemes;

public sealed class TrainVocabCommandTests(MorphemeFiles files) : IClassFixture<MorphemeFiles>
{
    private const string Corpus = "아버지가 가방에\n아버지가 다라마\n";

    [Fact]
    public void A_tokenizer_folder_comes_of_a_corpus()
    {
        using var folder = new TemporaryFolder();
        var lines = Train(folder, "--size", "40", "--unused", "3", "--special", "<subj>").Succeeded().Lines;
        Assert.Contains("words\t4", lines);
        Assert.Contains("distinct_words\t3", lines);
        var tokenizer = BertTokenizer.Load(folder.File("out"));
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<subj>"], Enumerable.Range(0, 6).Select(id => tokenizer.Vocabulary[id]));
        Assert.Equal("[unused2]", tokenizer.Vocabulary[tokenizer.Vocabulary.Count - 1]);
        Assert.Equal(["<subj>", "아버지가"], tokenizer.Tokenize("<subj>아버지가"));
    }

    [Fact]
    public void Morphemes_become_words_or_the_rest_of_words()
    {
        using var folder = new TemporaryFolder();
        Train(folder, "--mecab", files.Dictionary).Succeeded();
        var independent = BertTokenizer.Load(folder.File("out")).Vocabulary;
        Assert.True(independent.TryGetId("아버지", out _) && independent.TryGetId("가", out _));
        Assert.False(independent.TryGetId("아버지가", out _) || independent.TryGetId("##가", out _));

        Train(folder, "--mecab", files.Dictionary, "--inner-morphemes", "continue", "--overwrite").Succeeded();
        var continued = BertTokenizer.Load(folder.File("out")).Vocabulary;
        Assert.True(continued.TryGetId("아버지", out _) && continued.TryGetId("##가", out _));
        Assert.False(continued.TryGetId("아버지가", out _));
    }

    [Fact]
    public void Several_files_make_one_corpus_and_jsonl_is_read_by_its_ending()
    {
        using var folder = new TemporaryFolder();
        var first = folder.Write("a.txt", "가방에\n");
        var second = folder.Write("b.jsonl", "{\"text\":\"아버지가\",\"text_pair\":\"다라마\"}\n");
        var row = Assert.Single(KlueRun.Run("train-vocab", "--corpus", first, second, "--out", folder.File("out"), "--json").Succeeded().Rows);
        Assert.Equal(3, row.GetProperty("words").GetInt32());
    }

    [Fact]
    public void What_memory_had_no_room_for_is_told()
    {
        using var folder = new TemporaryFolder();
        var lines = Train(folder, "--max-words", "2").Succeeded().Lines;
        Assert.Contains("distinct_words\t1", lines);
        Assert.Contains("pruned_words\t2", lines);
        Train(folder, "--max-words", "1", "--overwrite").WasRefused("no words left", "4 occurrences");
    }

    [Fact]
    public void A_size_that_is_missed_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no more than", Train(folder, "--size", "1000").Succeeded().Error);
        Assert.Contains("--limit-alphabet", Train(folder, "--size", "6", "--overwrite").Succeeded().Error);
    }

    [Theory]
    [InlineData("--size", "--size", "0")]
    [InlineData("--size 100", "--size", "100", "--unused", "96")]
    [InlineData("--special", "--special", "[MASK]")]
    [InlineData("--mecab", "--inner-morphemes", "continue")]
    [InlineData("no/such/folder", "--mecab", "no/such/folder")]
    public void Options_that_cannot_be_are_refused(string word, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Train(folder, arguments).WasRefused(word);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void A_corpus_that_cannot_be_read_or_holds_nothing_is_refused()
    {
        using var folder = new TemporaryFolder();
        var output = folder.File("out");
        KlueRun.Run("train-vocab", "--out", output).WasRefused("--corpus");
        KlueRun.Run("train-vocab", "--corpus", "no-such-file", "--out", output).WasRefused("no-such-file", "cannot be read");
        KlueRun.RunWithInput(" \n", "train-vocab", "--corpus", "-", "--out", output).WasRefused("no words");
        KlueRun.RunWithInput([.. "가\n"u8, 0xFF], "train-vocab", "--corpus", "-", "--out", output).WasRefused("line 2", "UTF-8");
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public void Nothing_is_replaced_unless_asked()
    {
        using var folder = new TemporaryFolder();
        var kept = folder.Write("out/kept.txt", "kept");
        Train(folder).WasRefused("not empty", "--overwrite");
        Train(folder, "--overwrite").Succeeded();
        Assert.True(File.Exists(kept));
        KlueRun.RunWithInput(Corpus, "train-vocab", "--corpus", "-", "--out", kept).WasRefused("is a file");
    }

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Golden_vocabularies_come_out_of_the_command_for_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var data = Conformance.Path("vocabulary-training");
        using var meta = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "golden-train-meta.json")));
        foreach (var corpus in meta.RootElement.EnumerateObject())
        {
            var prefix = corpus.Name == "raw" ? "golden-ref-cporder-vocab-" : $"golden-{corpus.Name}-ref-cporder-vocab-";
            var texts = Path.Combine(data, corpus.Value.GetProperty("corpus").GetString()!);
            foreach (var (golden, threads) in Directory.GetFiles(data, $"{prefix}*.txt").SelectMany(golden => (string[])["1", "2"], (golden, threads) => (golden, threads)))
            {
                var size = Path.GetFileNameWithoutExtension(golden)[prefix.Length..];
                KlueRun.Run("train-vocab", "--corpus", texts, "--out", folder.File("out"), "--overwrite", "--size", size, "--threads", threads).Succeeded();
                Assert.True(File.ReadLines(golden).SequenceEqual(File.ReadLines(folder.File("out/vocab.txt"))), $"{golden}, {threads} threads");
            }
        }
    }

    private static CommandResult Train(TemporaryFolder folder, params string[] arguments) =>
        KlueRun.RunWithInput(Corpus, ["train-vocab", "--corpus", "-", "--out", folder.File("out"), .. arguments]);
}
