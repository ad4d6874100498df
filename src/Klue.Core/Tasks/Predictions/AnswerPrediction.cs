using System.Text.Json;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>MRC: <c>{"guid", "answer"}</c>.</summary>
/// <param name="Id">The question.</param>
/// <param name="Answer">The answer; empty for none.</param>
public sealed record AnswerPrediction(string Id, string Answer) : IPrediction<AnswerPrediction>
{
    /// <inheritdoc/>
    public static AnswerPrediction Read(string id, JsonElement row, DataLocation location) => new(id, new JsonRow(row, location).Text("answer"));

    /// <inheritdoc/>
    public void WriteMembers(Utf8JsonWriter writer) => writer.WriteString("answer", Answer);
}
