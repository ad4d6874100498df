using Klue.Tasks.Metrics;

namespace Klue.Tasks.Scoring;

/// <summary>How one label fares.</summary>
/// <param name="Label">The label.</param>
/// <param name="Count">Its counts, from which precision, recall and F1 follow.</param>
public readonly record struct LabelScore(string Label, ClassCount Count);
