namespace Klue.Tasks.Scoring;

/// <summary>A figure of a report.</summary>
/// <param name="Name">Its name as KLUE-baseline has it, for example <c>entity_macro_f1</c>.</param>
/// <param name="Value">Its value, x100; NaN where it is undefined.</param>
public readonly record struct Metric(string Name, double Value);
