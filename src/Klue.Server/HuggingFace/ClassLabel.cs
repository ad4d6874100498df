namespace Klue.Server.HuggingFace;

/// <summary>A label and its score.</summary>
internal sealed record ClassLabel(string Label, float Score);
