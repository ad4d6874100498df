namespace Klue.Pipelines;

/// <summary>A label and its score, as HF's text-classification pipeline reports them.</summary>
/// <param name="Label">The label's name in <c>id2label</c>.</param>
/// <param name="Score">A probability, or the logit itself where the model is a regressor.</param>
public sealed record LabelScore(string Label, float Score)
{
    /// <summary>The best labels, equal scores by id.</summary>
    /// <param name="labels">The names by id.</param>
    /// <param name="scores">The score of each.</param>
    /// <param name="count">How many to give; null for all.</param>
    internal static IReadOnlyList<LabelScore> Ranked(IReadOnlyList<string> labels, float[] scores, int? count = null) =>
        [.. ScoredId.Best(scores, [], count ?? scores.Length).Select(best => new LabelScore(labels[best.Id], best.Score))];
}
