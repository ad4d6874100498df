using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>STS: <c>{"guid", "score"}</c>.</summary>
/// <param name="Id">The example.</param>
/// <param name="Score">The similarity, the model's raw output, about 0 to 5.</param>
public sealed record ScorePrediction(string Id, double Score) : IPrediction<ScorePrediction>
{
    /// <inheritdoc/>
    public static ScorePrediction Read(string id, JsonElement row, DataLocation location) => new(id, new JsonRow(row, location).Number("score"));

    /// <inheritdoc/>
    public void WriteMembers(Utf8JsonWriter writer) => writer.WriteNumber("score", Score);
}
