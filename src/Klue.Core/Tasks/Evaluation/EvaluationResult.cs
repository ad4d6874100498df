using Klue.Tasks.Scoring;

namespace Klue.Tasks.Evaluation;

/// <summary>What an evaluation has found.</summary>
/// <param name="Report">The official figures and what goes with them.</param>
/// <param name="DataPath">The data.</param>
/// <param name="Tokens">The tokens that the model has read, special ones included and padding not.</param>
/// <param name="Elapsed">The time from opening the data to the last figure: reading, tokenising, the model, decoding, writing, scoring.</param>
public sealed record EvaluationResult(TaskReport Report, string DataPath, long Tokens, TimeSpan Elapsed);
