using System.Text.Json.Serialization;

namespace Klue.Server.Tei;

/// <summary>A text's place by how well it answers the query.</summary>
internal sealed record Rank(
    int Index,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    float Score);
