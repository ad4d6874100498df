namespace Klue.Pipelines;

/// <summary>One token that could stand in the place of a [MASK], as HF's fill-mask pipeline reports it.</summary>
/// <param name="Score">Its probability over the whole vocabulary.</param>
/// <param name="Token">Its id.</param>
/// <param name="TokenString">The token as text.</param>
/// <param name="Sequence">
/// The whole text with the token in the mask's place, decoded; without special tokens when the text has one mask, with
/// them when it has several, since the others would vanish.
/// </param>
public sealed record TokenPrediction(float Score, int Token, string TokenString, string Sequence);
