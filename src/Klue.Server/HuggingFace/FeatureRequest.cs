using System.Text.Json.Serialization;

namespace Klue.Server.HuggingFace;

/// <summary>The request of feature extraction and of sentence similarity.</summary>
internal sealed record FeatureRequest(
    [property: JsonConverter(typeof(FeatureInputsConverter))] FeatureInputs? Inputs,
    bool? Normalize,
    bool? Truncate,
    string? TruncationDirection,
    string? PromptName);
