using System.Text.Json;
using Klue.Tests;

namespace Klue.Tokenizer.Tests;

/// <summary>The models of this repository, whose expected.json holds the ids that Hugging Face gave their texts.</summary>
public class EmbeddedModelTests
{
    public static TheoryData<string> Models =>
        [.. Directory.GetDirectories(RepositoryFolder.Find("models")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Models))]
    public void Texts_get_the_expected_ids(string model)
    {
        var folder = RepositoryFolder.Find("models", model);
        var tokenizer = BertTokenizer.Load(folder);
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        var cases = Cases(expected.RootElement).ToList();
        Assert.NotEmpty(cases);
        Assert.All(cases, row => Assert.Equal(row.Ids, tokenizer.Encode(row.Text).Ids));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_vocabulary_file_alone_makes_the_same_tokenizer(string model)
    {
        var folder = RepositoryFolder.Find("models", model);
        var tokenizer = BertTokenizer.Load(folder);
        using var stream = File.OpenRead(Path.Combine(folder, "vocab.txt"));
        var other = BertTokenizer.FromVocabulary(stream);
        const string Text = "홍길동은 [MASK]에서 café를 봤다?! 中國 🎬";
        Assert.Equal(tokenizer.Vocabulary, other.Vocabulary);
        Assert.Equal(tokenizer.EncodePair(Text, Text).Ids, other.EncodePair(Text, Text).Ids);
        Assert.Equal(tokenizer.EncodePair(Text, Text).Offsets, other.EncodePair(Text, Text).Offsets);
    }

    private static IEnumerable<(string Text, int[] Ids)> Cases(JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Array)
        {
            return expected.EnumerateArray().Select(row => (row.GetProperty("text").GetString()!, Ints(row.GetProperty("ids"))));
        }

        return expected.GetProperty("texts").EnumerateArray().Zip(expected.GetProperty("ids").EnumerateArray())
            .Select(row => (row.First.GetString()!, Ints(row.Second)));
    }

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];
}
