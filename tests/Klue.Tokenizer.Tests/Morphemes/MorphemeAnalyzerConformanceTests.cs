using System.Text.Json;
using Klue.Tokenizer.Morphemes;

namespace Klue.Tokenizer.Tests.Morphemes;

[Trait(Klue.Tests.Conformance.Trait, Klue.Tests.Conformance.Category)]
public sealed class MorphemeAnalyzerConformanceTests(MecabKoDic dictionary) : IClassFixture<MecabKoDic>
{
    private static readonly string[] Fields = ["s", "pos", "start", "end", "feature", "cost", "lid", "rid", "unk"];

    [Fact]
    public void Every_sentence_is_cut_as_mecab_ko_cuts_it()
    {
        var analyzer = dictionary.Analyzer;
        var differences = new List<string>();
        var sentences = 0;
        foreach (var line in File.ReadLines(Klue.Tests.Conformance.Path("morphemes", "sentences.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var text = row.RootElement.GetProperty("text").GetString()!;
            var expected = row.RootElement.GetProperty("morphs").EnumerateArray().Select(Describe).ToArray();
            var analysis = analyzer.Analyze(text);
            var found = analysis.Morphemes.Select(morpheme => Describe(text, morpheme)).ToArray();
            if (analysis.Cost != row.RootElement.GetProperty("total_cost").GetInt64() || !found.SequenceEqual(expected))
            {
                differences.Add($"{text}\n expected {string.Join(' ', expected)}\n found    {string.Join(' ', found)}");
            }

            sentences++;
        }

        Assert.NotEqual(0, sentences);
        Assert.True(differences.Count == 0, $"{differences.Count} of {sentences} differ:\n{string.Join('\n', differences.Take(5))}");
    }

    [Fact]
    public void Every_line_of_the_training_corpus_is_cut_as_mecab_ko_cuts_it()
    {
        var analyzer = dictionary.Analyzer;
        var texts = File.ReadAllLines(Klue.Tests.Conformance.Path("vocabulary-training", "train-corpus.txt"));
        var expected = File.ReadAllLines(Klue.Tests.Conformance.Path("vocabulary-training", "train-corpus-morphs.txt"));

        Assert.Equal(
            expected.Select(line => line.TrimEnd()),
            texts.Select(text => string.Join(' ', analyzer.Analyze(text).Morphemes.Select(morpheme => text[morpheme.Range]))));
    }

    private static string Describe(JsonElement morpheme) => string.Join(
        '|',
        Fields.Select(name => morpheme.GetProperty(name).ToString()));

    private static string Describe(string text, Morpheme morpheme) => string.Join(
        '|',
        text[morpheme.Range],
        morpheme.PartOfSpeech,
        CodePoints(text.AsSpan(0, morpheme.Start)),
        CodePoints(text.AsSpan(0, morpheme.End)),
        morpheme.Feature,
        morpheme.Cost,
        morpheme.LeftId,
        morpheme.RightId,
        morpheme.IsUnknown ? 1 : 0);

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
