using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>YNAT and NLI: <c>{"guid", "label"}</c>.</summary>
/// <param name="Id">The example.</param>
/// <param name="Label">The label's name.</param>
public sealed record LabelPrediction(string Id, string Label) : IPrediction<LabelPrediction>
{
    /// <inheritdoc/>
    public static LabelPrediction Read(string id, JsonElement row, DataLocation location) => new(id, new JsonRow(row, location).Text("label"));

    /// <inheritdoc/>
    public void WriteMembers(Utf8JsonWriter writer) => writer.WriteString("label", Label);
}
