namespace Klue.Tasks.Decoding;

/// <summary>A stretch of a passage that goes into the model together with the question.</summary>
/// <param name="Start">The first piece of the passage.</param>
/// <param name="Length">The number of pieces.</param>
/// <param name="HasMostContext">For each piece whether no other window shows more of what surrounds it; only there may an answer begin.</param>
public sealed record PassageWindow(int Start, int Length, IReadOnlyList<bool> HasMostContext);
