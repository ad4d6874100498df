namespace Klue.Tasks.Decoding;

/// <summary>The answer to a question and what else was possible.</summary>
/// <param name="Text">The answer; empty for none.</param>
/// <param name="Candidates">The best candidates in order, "no answer" among them.</param>
public sealed record DecodedAnswer(string Text, IReadOnlyList<AnswerCandidate> Candidates);
