namespace Klue.Tasks.Scoring;

/// <summary>A prediction that is wrong.</summary>
/// <param name="Id">The example.</param>
/// <param name="Input">What the model was asked.</param>
/// <param name="Expected">The truth, where it differs.</param>
/// <param name="Found">The prediction there.</param>
/// <param name="Weight">How wrong it is, to sort the mistakes of a task by.</param>
public sealed record Mistake(string Id, string Input, string Expected, string Found, double Weight);
