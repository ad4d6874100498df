using System.Text.Json;
using Klue.Checkpoints;

namespace Klue.Core.Tests.Models;

/// <summary>A small random model with inputs and outputs: a folder in the form of <c>conformance/models</c>.</summary>
internal static class GoldenModel
{
    private const string CasesFile = "cases.json";

    /// <summary>The golden models in a folder.</summary>
    public static IReadOnlyList<string> Folders(string root)
    {
        string[] folders = [.. Directory.GetDirectories(root).Where(folder => File.Exists(Path.Combine(folder, CasesFile))).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(folders);
        return folders;
    }

    /// <summary>The weights as safetensors in one file, in shards, and at half precision, whichever the folder has.</summary>
    public static IEnumerable<GoldenModelForm> Forms(string folder)
    {
        var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, CasesFile))).RootElement;
        GoldenModelCase[] cases = [.. file.GetProperty("cases").EnumerateArray().Select(GoldenModelCase.Read).Where(item => !item.IsInformative)];
        var expected = Path.Combine(folder, "expected.safetensors");
        yield return new GoldenModelForm(Path.Combine(folder, TensorSource.SingleFile), expected, cases);

        foreach (var shards in Directory.GetDirectories(folder).Where(shards => File.Exists(Path.Combine(shards, TensorSource.IndexFile))))
        {
            yield return new GoldenModelForm(shards, expected, cases);
        }

        var variants = file.TryGetProperty("variants", out var all) ? all.EnumerateObject().ToArray() : [];
        foreach (var variant in variants)
        {
            var weights = Path.Combine(folder, $"model.{variant.Name}.safetensors");
            yield return new GoldenModelForm(weights, Path.Combine(folder, $"expected.{variant.Name}.safetensors"),
                [.. variant.Value.EnumerateObject().Select(outputs => cases.Single(item => item.Name == outputs.Name).WithOutputs(outputs.Value))]);
        }
    }
}
