namespace Klue.Tasks.Heads;

/// <summary>The dependency tree of a sentence of w words, with the scores it was chosen from.</summary>
/// <param name="Heads">For each word the position of its head, 0 for the root; w + 1 for padding, [w].</param>
/// <param name="Relations">For each word the id of its relation, [w].</param>
/// <param name="ArcScores">For each word the scores of the root and of every word as its head, [w, w + 1].</param>
/// <param name="RelationScores">For each word the scores of the relations to its head, [w, relations].</param>
public sealed record ParsedSentence(int[] Heads, int[] Relations, float[] ArcScores, float[] RelationScores);
