namespace Klue.Tasks.Pipelines;

/// <summary>What the model says about one window of a passage.</summary>
/// <param name="Starts">For each position how much speaks for the answer beginning there.</param>
/// <param name="Ends">For each position how much speaks for it ending there.</param>
public sealed record SpanLogits(IReadOnlyList<double> Starts, IReadOnlyList<double> Ends);
