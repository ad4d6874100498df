using System.Text.Json.Serialization;
using Klue.Pipelines;
using Klue.Server.Http;

namespace Klue.Server.Tei;

/// <summary>The request of <c>/predict</c>.</summary>
internal sealed record PredictRequest(
    [property: JsonConverter(typeof(PredictInputsConverter))] OneOrMany<TextPair>? Inputs,
    bool? Truncate,
    string? TruncationDirection,
    string? Model,
    bool RawScores = false);
