namespace Klue.Pipelines;

/// <summary>An answer, as HF's question-answering pipeline reports it.</summary>
/// <param name="Score">The product of the probabilities of its start and its end.</param>
/// <param name="Start">Where it begins in the caller's context, in UTF-16 code units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Text">The part of the context; empty when there is no answer.</param>
public sealed record Answer(float Score, int Start, int End, string Text);
