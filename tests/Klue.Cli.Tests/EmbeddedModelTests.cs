using System.Text.Json;
using System.Text.RegularExpressions;
using Klue.Tests;

namespace Klue.Cli.Tests;

/// <summary>The commands on the embedded models give what PyTorch gives in float64.</summary>
public sealed partial class EmbeddedModelTests
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Fill_mask_gives_the_expected_words()
    {
        foreach (var expected in Expected("klue-mini").EnumerateArray())
        {
            var row = Assert.Single(KlueRun.Run("fill-mask", Text(expected), "--json").Succeeded().Rows);
            JsonElement[] masks = [.. expected.GetProperty("masks").EnumerateArray()];
            JsonElement[] found = masks.Length == 1 ? [row] : [.. row.EnumerateArray()];
            Assert.Equal(masks.Length, found.Length);
            foreach (var (mask, words) in masks.Zip(found))
            {
                Assert.Equal(mask.GetArrayLength(), words.GetArrayLength());
                foreach (var (word, guess) in mask.EnumerateArray().Zip(words.EnumerateArray()))
                {
                    Assert.Equal(word.GetProperty("token").GetInt32(), guess.GetProperty("token").GetInt32());
                    Assert.Equal(word.GetProperty("token_str").GetString(), guess.GetProperty("token_str").GetString());
                    AssertClose(word, guess, "score");
                }
            }
        }
    }

    [Fact]
    public void Classify_gives_the_expected_labels()
    {
        foreach (var expected in Expected("klue-mini-sentiment").EnumerateArray())
        {
            var row = Assert.Single(KlueRun.Run("classify", Text(expected), "--json").Succeeded().Rows);
            Assert.Equal(expected.GetProperty("label").GetString(), row.GetProperty("label").GetString());
            AssertClose(expected, row, "score");
        }
    }

    [Fact]
    public void Ner_gives_the_expected_entities()
    {
        foreach (var expected in Expected("klue-mini-ner").EnumerateArray())
        {
            var row = Assert.Single(KlueRun.Run("ner", Text(expected), "--aggregation", "simple", "--json").Succeeded().Rows);
            Assert.Equal(expected.GetProperty("simple").GetArrayLength(), row.GetArrayLength());
            foreach (var (entity, found) in expected.GetProperty("simple").EnumerateArray().Zip(row.EnumerateArray()))
            {
                Assert.Equal(entity.GetProperty("entity_group").GetString(), found.GetProperty("entity_group").GetString());
                Assert.Equal(entity.GetProperty("start").GetInt32(), found.GetProperty("start").GetInt32());
                Assert.Equal(entity.GetProperty("end").GetInt32(), found.GetProperty("end").GetInt32());
                AssertClose(entity, found, "score");
            }
        }
    }

    [Fact]
    public void Embed_gives_the_expected_vectors()
    {
        var expected = Expected("klue-mini-sentence");
        string[] texts = [.. expected.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];
        var rows = KlueRun.Run(["embed", "--json", .. texts]).Succeeded().Rows;
        Assert.Equal(texts.Length, rows.Length);
        foreach (var (vector, found) in expected.GetProperty("embeddings").EnumerateArray().Zip(rows))
        {
            Assert.Equal(vector.GetArrayLength(), found.GetArrayLength());
            Assert.All(vector.EnumerateArray().Zip(found.EnumerateArray()), pair => Assert.Equal(pair.First.GetDouble(), pair.Second.GetDouble(), Tolerance));
        }
    }

    [Fact]
    public void Similarity_gives_the_expected_cosines()
    {
        var expected = Expected("klue-mini-sentence");
        string[] texts = [.. expected.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];
        var rows = string.Concat(texts.Select(text => JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = texts[0], ["text_pair"] = text }) + "\n"));
        var found = KlueRun.RunWithInput(rows, "similarity", "--input", "-", "--input-format", "jsonl").Succeeded().Rows;
        var cosines = expected.EnumerateObject().Single(property => property.Name.Contains("cos", StringComparison.Ordinal)).Value[0];
        Assert.All(cosines.EnumerateArray().Zip(found), pair => Assert.Equal(pair.First.GetDouble(), pair.Second.GetDouble(), Tolerance));
        Assert.Equal(texts.Length, found.Length);
    }

    [Fact]
    public void The_embedded_model_is_said_in_one_line()
    {
        var error = KlueRun.Run("classify", "좋은 영화").Succeeded().Error;
        Assert.Equal("klue: no model named: using the embedded klue-mini-sentiment (-m FOLDER names another)\n", error.ReplaceLineEndings("\n"));
    }

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Classify_reaches_the_accuracy_that_its_model_card_states()
    {
        var file = Conformance.Path("nsmc", "test.jsonl");
        var gold = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("label").GetString());
        var found = KlueRun.Run("classify", "--input", file).Succeeded().Rows.Select(row => row.GetProperty("label").GetString()).ToArray();
        var card = File.ReadAllText(RepositoryFolder.Find("models", "klue-mini-sentiment", "README.md"));
        var stated = double.Parse(StatedAccuracy().Match(card).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        var right = gold.Zip(found).Count(pair => pair.First == pair.Second);
        Assert.Equal(stated, 100.0 * right / found.Length, 0.005);
    }

    [GeneratedRegex(@"\*\*([0-9.]+) %\*\* right")]
    private static partial Regex StatedAccuracy();

    private static JsonElement Expected(string model) =>
        JsonDocument.Parse(File.ReadAllBytes(RepositoryFolder.Find("models", model, "expected.json"))).RootElement;

    private static string Text(JsonElement expected) => expected.GetProperty("text").GetString()!;

    private static void AssertClose(JsonElement expected, JsonElement found, string field) =>
        Assert.Equal(expected.GetProperty(field).GetDouble(), found.GetProperty(field).GetDouble(), Tolerance);
}
