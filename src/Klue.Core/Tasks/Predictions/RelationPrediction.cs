using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>RE: <c>{"guid", "label", "probs"}</c>.</summary>
/// <param name="Id">The example.</param>
/// <param name="Label">The relation's name.</param>
/// <param name="Probabilities">The probabilities of all relations in the order of <see cref="KlueLabels.Relations"/>.</param>
public sealed record RelationPrediction(string Id, string Label, IReadOnlyList<double> Probabilities) : IPrediction<RelationPrediction>
{
    /// <inheritdoc/>
    public static RelationPrediction Read(string id, JsonElement row, DataLocation location)
    {
        var members = new JsonRow(row, location);
        return new RelationPrediction(id, members.Text("label"), members.Numbers("probs"));
    }

    /// <inheritdoc/>
    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("label", Label);
        writer.WriteStartArray("probs");
        foreach (var probability in Probabilities)
        {
            writer.WriteNumberValue(probability);
        }

        writer.WriteEndArray();
    }
}
