using System.Text.Json;
using System.Text.RegularExpressions;
using Klue.Tokenizer.Training;

namespace Klue.Tokenizer.Tests.Training;

/// <summary>Vocabularies made by Hugging Face's trainer, and by its algorithm with the continuation characters in code-point order.</summary>
[Trait(Klue.Tests.Conformance.Trait, Klue.Tests.Conformance.Category)]
public sealed partial class WordPieceTrainerConformanceTests
{
    private static readonly string[] BertTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private readonly string _folder = Klue.Tests.Conformance.Path("vocabulary-training");

    [Fact]
    public void Words_of_each_corpus_are_counted_as_Hugging_Face_counts_them()
    {
        foreach (var (name, corpus) in Corpora())
        {
            var words = Count(corpus);
            using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, $"train-words-{name}.json")));

            Assert.Equal(
                expected.RootElement.EnumerateObject().ToDictionary(word => word.Name, word => word.Value.GetInt64()),
                words.Words.ToDictionary());
        }
    }

    [Fact]
    public void Reference_vocabularies_are_reproduced()
    {
        var found = 0;
        foreach (var (name, corpus) in Corpora())
        {
            var words = Count(corpus);
            foreach (var (file, size, setting) in Vocabularies(name, ReferenceName()))
            {
                var options = new WordPieceTrainerOptions { VocabularySize = size };
                AssertMakes(file, words, setting == "bwpt-defaults" ? options with { MinFrequency = 2, LimitAlphabet = 1000 } : options);
                found++;
            }
        }

        Assert.NotEqual(0, found);
    }

    [Fact]
    public void Vocabularies_of_Hugging_Face_are_reproduced_given_their_order_of_continuation_characters()
    {
        var found = 0;
        foreach (var (name, corpus) in Corpora())
        {
            var words = Count(corpus);
            foreach (var (file, size, setting) in Vocabularies(name, HuggingFaceName()))
            {
                AssertMakes(file, words, new WordPieceTrainerOptions
                {
                    VocabularySize = size,
                    SpecialTokens = setting == "hf-full" ? [] : BertTokens,
                    ContinuationOrder = File.ReadAllLines(file),
                });
                found++;
            }
        }

        Assert.NotEqual(0, found);
    }

    private static WordCounts Count(string corpus) =>
        new WordCounter().Count(File.ReadLines(corpus), cancellationToken: TestContext.Current.CancellationToken);

    private static void AssertMakes(string file, WordCounts words, WordPieceTrainerOptions options)
    {
        var vocabulary = new WordPieceTrainer(options).Train(words, cancellationToken: TestContext.Current.CancellationToken).Vocabulary;

        Assert.True(File.ReadAllLines(file).SequenceEqual(vocabulary), $"{Path.GetFileName(file)} is not reproduced");
    }

    /// <summary>The corpora, by the name that the other files have in theirs.</summary>
    private IEnumerable<(string Name, string Path)> Corpora()
    {
        using var meta = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "golden-train-meta.json")));
        return [.. meta.RootElement.EnumerateObject().Select(corpus =>
            (corpus.Name, Path.Combine(_folder, corpus.Value.GetProperty("corpus").GetString()!)))];
    }

    /// <summary>The golden files of a corpus with the size they were trained to.</summary>
    private IEnumerable<(string Path, int Size, string Setting)> Vocabularies(string corpus, Regex pattern)
    {
        using var meta = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "golden-train-meta.json")));
        var fullSize = meta.RootElement.GetProperty(corpus).GetProperty("hf_full").GetInt32();
        return [.. from path in Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal)
                   let match = pattern.Match(Path.GetFileName(path))
                   where match.Success && match.Groups["corpus"].Value == (corpus == "raw" ? "" : $"{corpus}-")
                   let size = match.Groups["size"] is { Success: true } given ? int.Parse(given.ValueSpan) : fullSize
                   select (path, size, match.Groups["setting"].Value)];
    }

    [GeneratedRegex(@"^golden-(?<corpus>(?!ref-)\w+-)?ref-(?<setting>cporder-vocab|bwpt-defaults)-(?<size>\d+)\.txt$")]
    private static partial Regex ReferenceName();

    [GeneratedRegex(@"^golden-(?<corpus>(?!hf-|vocab-)\w+-)?(?<setting>vocab-(?<size>\d+)|hf-full)\.txt$")]
    private static partial Regex HuggingFaceName();
}
