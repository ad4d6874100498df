using Klue.Tasks.Data;
using Klue.Tasks.Decoding;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>
/// NER: macro F1 of entities and of characters, over the characters other than spaces. <see cref="EvaluationMode.Baseline"/> also scores
/// the tags at both edges of a sentence against <c>O</c>, and cuts the truth where the official alignment gives fewer tags than there are
/// characters; <see cref="EvaluationMode.Clean"/> asks for a tag for each character and scores nothing else.
/// </summary>
public sealed class NerScorer : IScorer<NerExample, TagPrediction>
{
    private static readonly string[] OutsideEdges = ["O", "O"];

    private NerScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<NerExample, TagPrediction>> items, EvaluationMode mode)
    {
        var sentences = new List<(int[] Predictions, int[] Gold)>(items.Count);
        var cut = 0;
        foreach (var item in items)
        {
            int[] gold = [.. item.Example.CharacterTags.Select(KlueLabels.EntityTags().Id)];
            int[] tags = [.. item.Prediction.Tags.Select(tag => item.Id(KlueLabels.EntityTags(), tag))];
            if (tags.Length > gold.Length || (tags.Length < gold.Length && mode == EvaluationMode.Clean))
            {
                throw item.Fault($"{gold.Length} tags, one for each character other than the space", $"{tags.Length}");
            }

            var edges = mode == EvaluationMode.Baseline ? item.Prediction.EdgeTags ?? OutsideEdges : OutsideEdges;
            sentences.Add((
                [item.Id(KlueLabels.EntityTags(), edges[0]), .. tags, item.Id(KlueLabels.EntityTags(), edges[1])],
                BaselineTagAlignment.Gold(gold, tags.Length + 2)));
            cut += tags.Length < gold.Length ? 1 : 0;
        }

        return Report(sentences, mode) with
        {
            Notes = cut == 0 ? [] : [$"{cut} sentences have fewer tags than characters; their ends are not scored, as in the official code."],
        };
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<NerExample, TagPrediction> item)
    {
        var labels = KlueLabels.EntityTags();
        int[] gold = [.. item.Example.CharacterTags.Select(labels.Id)];
        int[] found = [.. item.Prediction.Tags.Select(tag => item.Id(labels, tag))];
        var wrong = EntityMetrics.Entities(gold).ToHashSet();
        wrong.SymmetricExceptWith(EntityMetrics.Entities(found));
        return wrong.Count == 0 ? null : new Mistake(
            item.Example.Id,
            item.Example.Sentence,
            EntityPlaces.Mark(item.Example.Sentence, gold),
            EntityPlaces.Mark(item.Example.Sentence, found),
            wrong.Count);
    }

    private static TaskReport Report(List<(int[] Predictions, int[] Gold)> sentences, EvaluationMode mode)
    {
        int[] predictions = [.. sentences.SelectMany(sentence => sentence.Predictions)];
        int[] gold = [.. sentences.SelectMany(sentence => sentence.Gold)];
        var entities = EntityMetrics.CountEntities(predictions, gold);
        var character = mode == EvaluationMode.Baseline
            ? EntityMetrics.CharacterMacroF1(predictions, gold)
            : EntityMetrics.CharacterMacroF1(
                [.. sentences.SelectMany(sentence => sentence.Predictions[1..^1])],
                [.. sentences.SelectMany(sentence => sentence.Gold[1..^1])]);
        return new TaskReport(
            KlueTask.Ner,
            mode,
            sentences.Count,
            [new("entity_macro_f1", EntityMetrics.EntityMacroF1(predictions, gold)), new("character_macro_f1", character)])
        {
            Labels = [.. entities.Select(entry => new LabelScore(KlueLabels.EntityTags()[2 * entry.Key][2..], entry.Value))],
        };
    }
}
