using System.Collections.Concurrent;
using System.Text.Json;
using Klue.Tests;

namespace Klue.Core.Tests.Pipelines;

/// <summary>The models of this repository, each loaded once, and what PyTorch makes of their texts in float64.</summary>
internal static class EmbeddedModel
{
    private static readonly ConcurrentDictionary<string, Lazy<KlueModel>> Loaded = new();

    public static KlueModel FillMask => Load("klue-mini");

    public static KlueModel Sentiment => Load("klue-mini-sentiment");

    public static KlueModel Entities => Load("klue-mini-ner");

    public static KlueModel Sentences => Load("klue-mini-sentence");

    public static string Folder(string name) => RepositoryFolder.Find("models", name);

    public static JsonElement Expected(this KlueModel model) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(model.Folder, "expected.json"))).RootElement;

    /// <summary>The rows of an expected.json that is a list.</summary>
    public static JsonElement[] ExpectedRows(this KlueModel model)
    {
        JsonElement[] rows = [.. model.Expected().EnumerateArray()];
        Assert.NotEmpty(rows);
        return rows;
    }

    private static KlueModel Load(string name) => Loaded.GetOrAdd(name, key => new Lazy<KlueModel>(() => KlueModel.Load(Folder(key)))).Value;
}
