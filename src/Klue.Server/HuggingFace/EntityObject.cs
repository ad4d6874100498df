using System.Text.Json.Serialization;

namespace Klue.Server.HuggingFace;

/// <summary>An entity; without aggregation a token, with its whole label and its place. Start and end count UTF-16 code units.</summary>
internal sealed record EntityObject(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EntityGroup,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Entity,
    float Score,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index,
    string Word,
    int Start,
    int End);
