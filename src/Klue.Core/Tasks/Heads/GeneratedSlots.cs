namespace Klue.Tasks.Heads;

/// <summary>What the generator says about every slot of a turn.</summary>
/// <param name="Tokens">For each slot the generated token ids, one a step.</param>
/// <param name="Gates">For each slot the id of its gate (<see cref="KlueLabels.Gates"/>).</param>
/// <param name="GateLogits">For each slot the logits of its gates, [slots, gates].</param>
public sealed record GeneratedSlots(int[][] Tokens, int[] Gates, float[] GateLogits);
