using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>WoS: <c>{"guid", "state"}</c>, the guid being the dialogue's, a hyphen and the number of the user's turn from 0.</summary>
/// <param name="Id">The turn.</param>
/// <param name="State">The state as <c>domain-slot-value</c>.</param>
public sealed record StatePrediction(string Id, IReadOnlyList<string> State) : IPrediction<StatePrediction>
{
    /// <inheritdoc/>
    public static StatePrediction Read(string id, JsonElement row, DataLocation location) => new(id, new JsonRow(row, location).Texts("state"));

    /// <inheritdoc/>
    public void WriteMembers(Utf8JsonWriter writer) => writer.WriteTexts("state", State);
}
