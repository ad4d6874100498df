namespace Klue.Server.HuggingFace;

/// <summary>How tokens become entities.</summary>
internal sealed record EntityParameters(string? AggregationStrategy, string[]? IgnoreLabels);
