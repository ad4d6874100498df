using Klue.Tasks.Data;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>
/// DP: attachment scores. In <see cref="EvaluationMode.Baseline"/> a wrong head makes a class of its own in the labelled macro F1;
/// <see cref="EvaluationMode.Clean"/> leaves that class out of the mean.
/// </summary>
public sealed class DpScorer : IScorer<DpExample, TreePrediction>
{
    private DpScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<DpExample, TreePrediction>> items, EvaluationMode mode)
    {
        var labels = KlueLabels.DependencyRelations;
        var metrics = new AttachmentMetrics();
        var relations = new ClassCounts();
        foreach (var item in items)
        {
            var words = item.Example.Words;
            var (heads, names) = (item.Prediction.Heads, item.Prediction.Labels);
            if (heads.Count != words.Count || names.Count != words.Count)
            {
                throw item.Fault($"a head and a label for each of {words.Count} words", $"{heads.Count} and {names.Count}");
            }

            // The official code can choose a padding position, which lies behind the last word.
            if (heads.Any(head => head < 0))
            {
                throw item.Fault("heads from 0", $"{heads.Min()}");
            }

            int[] gold = [.. words.Select(word => labels.Id(word.Relation))];
            int[] predicted = [.. names.Select(name => item.Id(labels, name))];
            metrics.Add([.. heads], predicted, [.. words.Select(word => word.Head)], gold);
            foreach (var (label, prediction) in gold.Zip(predicted))
            {
                relations.Add(prediction, label);
            }
        }

        return new TaskReport(
            KlueTask.Dp,
            mode,
            items.Count,
            [
                new("uas_macro_f1", metrics.UnlabelledMacroF1),
                new("las_macro_f1", metrics.LabelledMacroF1(mode)),
                new("uas_micro_f1", metrics.UnlabelledMicroF1),
                new("las_micro_f1", metrics.LabelledMicroF1),
            ])
        {
            Labels = relations.PerLabel(labels),
            Notes = [$"{metrics.Words} words; the table of labels does not look at the heads."],
        };
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<DpExample, TreePrediction> item)
    {
        var (words, heads, labels) = (item.Example.Words, item.Prediction.Heads, item.Prediction.Labels);
        int[] wrong = [.. Enumerable.Range(0, words.Count).Where(word => (heads[word], labels[word]) != (words[word].Head, words[word].Relation))];
        return wrong.Length == 0 ? null : new Mistake(
            item.Example.Id,
            string.Join(' ', words.Select(word => word.Form)),
            Arcs(word => (words[word].Head, words[word].Relation)),
            Arcs(word => (heads[word], labels[word])),
            wrong.Length);

        string Arcs(Func<int, (int Head, string Relation)> arc) =>
            string.Join(", ", wrong.Select(word => $"{word + 1} {words[word].Form} <- {arc(word).Head} {arc(word).Relation}"));
    }
}
