namespace Klue.Server.Tei;

/// <summary>A label and its score.</summary>
internal sealed record Prediction(float Score, string Label);
