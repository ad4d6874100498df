using Klue.Tasks.Data;
using Klue.Tasks.Decoding;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;
using Klue.Tasks.Text;

namespace Klue.Tasks.Scoring;

/// <summary>
/// NER: macro F1 of entities and of characters. <see cref="EvaluationMode.Baseline"/> leaves the spaces out, scores the tags at both edges of
/// a sentence against <c>O</c>, and cuts the truth where the official alignment gives fewer tags than there are characters.
/// <see cref="EvaluationMode.Clean"/> asks for a tag for each character and scores no edges; where the predictions tag the spaces, these are
/// characters like all others, and the figures without them are given as well.
/// </summary>
public sealed class NerScorer : IScorer<NerExample, TagPrediction>
{
    private static readonly string[] OutsideEdges = ["O", "O"];
    private static readonly LabelSet Labels = KlueLabels.EntityTags();

    private NerScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<NerExample, TagPrediction>> items, EvaluationMode mode)
    {
        var sentences = items.Select(item => Characters(item, mode)).ToList();
        var report = Report(sentences, mode);
        if (mode == EvaluationMode.Baseline)
        {
            var cut = items.Count(item => item.Prediction.Tags.Count < item.Example.CharacterTags.Count());
            return report with
            {
                Notes = cut == 0 ? [] : [$"Sentences with fewer tags than characters, whose ends are not scored, as in the official code: {cut}."],
            };
        }

        return items.All(item => item.Prediction.SpaceTags is null) ? report : WithSpaces(report, items);
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<NerExample, TagPrediction> item)
    {
        int[] gold = [.. item.Example.CharacterTags.Select(Labels.Id)];
        int[] found = [.. item.Prediction.Tags.Select(tag => item.Id(Labels, tag))];
        var wrong = EntityMetrics.Entities(gold).ToHashSet();
        wrong.SymmetricExceptWith(EntityMetrics.Entities(found));
        return wrong.Count == 0 ? null : new Mistake(
            item.Example.Id,
            item.Example.Sentence,
            EntityPlaces.Mark(item.Example.Sentence, gold),
            EntityPlaces.Mark(item.Example.Sentence, found),
            wrong.Count);
    }

    /// <summary>The report with the spaces as characters, and beside its figures those of <paramref name="spaceless"/>.</summary>
    private static TaskReport WithSpaces(TaskReport spaceless, IReadOnlyList<ScoredItem<NerExample, TagPrediction>> items)
    {
        var report = Report([.. items.Select(item => item.Prediction.SpaceTags is null ? Characters(item, EvaluationMode.Clean) : AllCharacters(item))], EvaluationMode.Clean);
        return report with
        {
            Metrics = [.. report.Metrics, .. spaceless.Metrics.Select(metric => metric with { Name = metric.Name + "_without_spaces" })],
            Notes = ["A space is a character that no token covers: an entity with a space inside counts as missed, except without spaces."],
        };
    }

    /// <summary>Predicted and true tags of the characters other than the space, between those of the edges.</summary>
    private static (int[] Predictions, int[] Gold) Characters(ScoredItem<NerExample, TagPrediction> item, EvaluationMode mode)
    {
        int[] gold = [.. item.Example.CharacterTags.Select(Labels.Id)];
        int[] tags = [.. item.Prediction.Tags.Select(tag => item.Id(Labels, tag))];
        if (tags.Length > gold.Length || (tags.Length < gold.Length && mode == EvaluationMode.Clean))
        {
            throw item.Fault($"{gold.Length} tags, one for each character other than the space", $"{tags.Length}");
        }

        var edges = mode == EvaluationMode.Baseline ? item.Prediction.EdgeTags ?? OutsideEdges : OutsideEdges;
        return ([item.Id(Labels, edges[0]), .. tags, item.Id(Labels, edges[1])], BaselineTagAlignment.Gold(gold, tags.Length + 2));
    }

    /// <summary>Predicted and true tags of all characters, with <c>O</c> at the edges.</summary>
    private static (int[] Predictions, int[] Gold) AllCharacters(ScoredItem<NerExample, TagPrediction> item)
    {
        var text = new CodePointText(item.Example.Sentence);
        var (tags, spaces) = (new Queue<string>(item.Prediction.Tags), new Queue<string>(item.Prediction.SpaceTags!));
        var blanks = Enumerable.Range(0, text.Length).Count(character => text[character] == ' ');
        if (spaces.Count != blanks)
        {
            throw item.Fault($"{blanks} \"space_tags\", one for each space", $"{spaces.Count}");
        }

        int[] predictions = [.. Enumerable.Range(0, text.Length).Select(character => item.Id(Labels, (text[character] == ' ' ? spaces : tags).Dequeue()))];
        return (
            [EntityTag.Outside, .. predictions, EntityTag.Outside],
            BaselineTagAlignment.Gold(item.Example.Tags.Select(Labels.Id), predictions.Length + 2));
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
            Labels = [.. entities.Select(entry => new LabelScore(Labels[2 * entry.Key][2..], entry.Value))],
        };
    }
}
