using System.Text.Json;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

/// <summary>A file of golden cases: groups by name, each an array of objects with an <c>id</c>.</summary>
internal static class GoldenCases
{
    /// <summary>Runs <paramref name="check"/> on every case of every group and reports all that fail together.</summary>
    public static void CheckAll(JsonElement groups, Action<string, JsonElement> check)
    {
        var faults = new List<string>();
        var cases = 0;
        foreach (var group in groups.EnumerateObject().Where(group => group.Value.ValueKind == JsonValueKind.Array))
        {
            foreach (var item in group.Value.EnumerateArray())
            {
                cases++;
                if (Record.Exception(() => check(group.Name, item)) is { } fault)
                {
                    faults.Add($"{item.GetProperty("id").GetString()}: {fault.Message}");
                }
            }
        }

        Assert.True(cases > 0, "The file holds no cases.");
        Assert.True(faults.Count == 0, $"{faults.Count} of {cases} cases fail:\n" + string.Join('\n', faults));
    }

    /// <summary>Reads a file below <c>klue/</c> of the conformance data.</summary>
    public static JsonElement Load(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Conformance.Path("klue", file))).RootElement;

    public static string Text(this JsonElement item, string name) => item.GetProperty(name).GetString()!;

    public static int Integer(this JsonElement item, string name) => item.GetProperty(name).GetInt32();

    public static string[] Texts(this JsonElement item, string name) => item.GetProperty(name).Texts();

    public static string[] Texts(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetString()!)];

    public static int[] Integers(this JsonElement item, string name) => item.GetProperty(name).Integers();

    public static int[] Integers(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    public static float[] Floats(this JsonElement item, string name) => item.GetProperty(name).Floats();

    /// <summary>All numbers of a nested array, row after row.</summary>
    public static float[] Floats(this JsonElement array) =>
        array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray().SelectMany(Floats)] : [array.GetSingle()];

    /// <summary>A number, or the string <c>NaN</c>.</summary>
    public static double NumberOrNaN(this JsonElement value) => value.ValueKind == JsonValueKind.String ? double.NaN : value.GetDouble();
}
