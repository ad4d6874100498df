using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>NER: <c>{"guid", "tags"}</c> and, where they are known, <c>"edge_tags"</c> and <c>"space_tags"</c>.</summary>
/// <param name="Id">The example.</param>
/// <param name="Tags">
/// A tag for each character other than the space. In <see cref="EvaluationMode.Baseline"/> the official alignment may give fewer.
/// </param>
/// <param name="EdgeTags">The tags at [CLS] and at the last position, which count in <see cref="EvaluationMode.Baseline"/>; null for <c>O</c>.</param>
/// <param name="SpaceTags">
/// The tags of the spaces, which count in <see cref="EvaluationMode.Clean"/> where they are given: none of a model's pieces covers one, so that
/// they are <c>O</c>. Null where only the other characters have been tagged; then no space is scored.
/// </param>
public sealed record TagPrediction(
    string Id, IReadOnlyList<string> Tags, IReadOnlyList<string>? EdgeTags = null, IReadOnlyList<string>? SpaceTags = null)
    : IPrediction<TagPrediction>
{
    /// <inheritdoc/>
    public static TagPrediction Read(string id, JsonElement row, DataLocation location)
    {
        var members = new JsonRow(row, location);
        var edges = members.Has("edge_tags") ? members.Texts("edge_tags") : null;
        var spaces = members.Has("space_tags") ? members.Texts("space_tags") : null;
        return edges is null or [_, _]
            ? new TagPrediction(id, members.Texts("tags"), edges, spaces)
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

        if (SpaceTags is not null)
        {
            writer.WriteTexts("space_tags", SpaceTags);
        }
    }
}
