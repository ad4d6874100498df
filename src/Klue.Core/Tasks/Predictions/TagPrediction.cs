using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>NER: <c>{"guid", "tags"}</c> and, where they are known, <c>"edge_tags"</c>.</summary>
/// <param name="Id">The example.</param>
/// <param name="Tags">
/// A tag for each character other than the space. In <see cref="EvaluationMode.Baseline"/> the official alignment may give fewer.
/// </param>
/// <param name="EdgeTags">The tags at [CLS] and at the last position, which count in <see cref="EvaluationMode.Baseline"/>; null for <c>O</c>.</param>
public sealed record TagPrediction(string Id, IReadOnlyList<string> Tags, IReadOnlyList<string>? EdgeTags = null) : IPrediction<TagPrediction>
{
    /// <inheritdoc/>
    public static TagPrediction Read(string id, JsonElement row, DataLocation location)
    {
        var members = new JsonRow(row, location);
        var edges = members.Has("edge_tags") ? members.Texts("edge_tags") : null;
        return edges is null or [_, _]
            ? new TagPrediction(id, members.Texts("tags"), edges)
            : throw members.Fault("two \"edge_tags\"", $"{edges.Length}");
    }

    /// <inheritdoc/>
    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteTexts("tags", Tags);
        if (EdgeTags is not null)
        {
            writer.WriteTexts("edge_tags", EdgeTags);
        }
    }
}
