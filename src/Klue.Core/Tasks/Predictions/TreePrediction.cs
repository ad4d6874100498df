using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>DP: <c>{"guid", "heads", "labels"}</c>.</summary>
/// <param name="Id">The example.</param>
/// <param name="Heads">For each word the word it depends on, from 1; 0 for the root.</param>
/// <param name="Labels">For each word its relation.</param>
public sealed record TreePrediction(string Id, IReadOnlyList<int> Heads, IReadOnlyList<string> Labels) : IPrediction<TreePrediction>
{
    /// <inheritdoc/>
    public static TreePrediction Read(string id, JsonElement row, DataLocation location)
    {
        var members = new JsonRow(row, location);
        return new TreePrediction(id, members.Integers("heads"), members.Texts("labels"));
    }

    /// <inheritdoc/>
    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("heads");
        foreach (var head in Heads)
        {
            writer.WriteNumberValue(head);
        }

        writer.WriteEndArray();
        writer.WriteTexts("labels", Labels);
    }
}
