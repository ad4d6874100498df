using Klue.Tasks.Metrics;

namespace Klue.Tasks.Scoring;

internal static class LabelScores
{
    /// <summary>The labels that occur, in the order of their ids.</summary>
    public static IReadOnlyList<LabelScore> PerLabel(this ClassCounts counts, LabelSet labels) =>
        [.. counts.Classes.Select(id => new LabelScore(labels[id], counts[id]))];
}
