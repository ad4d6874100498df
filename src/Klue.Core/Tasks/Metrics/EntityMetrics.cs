namespace Klue.Tasks.Metrics;

/// <summary>
/// The metrics of NER, x100, over one sequence of tag ids (<see cref="EntityTag"/>) that holds the whole evaluation set. In the official
/// code only the tags of [CLS] and [SEP] part the sentences; <see cref="EvaluationMode.Clean"/> puts an <c>O</c> there instead.
/// </summary>
public static class EntityMetrics
{
    /// <summary>
    /// Macro F1 over the entity types, an entity being right when type, first and last character are (seqeval, strict, IOB2): an entity
    /// is a <c>B-</c> and the <c>I-</c> of its type that follow; any other <c>I-</c> opens nothing. NaN when no entity occurs at all.
    /// </summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double EntityMacroF1(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels) =>
        100 * CountEntities(predictions, labels).Values.Select(count => count.F1).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The counts of entities by type (<see cref="EntityTag.Type"/>), for the types that occur.</summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static IReadOnlyDictionary<int, ClassCount> CountEntities(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels)
    {
        Paired.Check(predictions.Length, labels.Length);
        var predicted = Entities(predictions);
        var gold = Entities(labels).ToHashSet();
        var counts = new SortedDictionary<int, ClassCount>();
        foreach (var entity in gold)
        {
            counts[entity.Type] = counts.GetValueOrDefault(entity.Type) + new ClassCount(0, 1, 0);
        }

        foreach (var entity in predicted)
        {
            counts[entity.Type] = counts.GetValueOrDefault(entity.Type) + new ClassCount(gold.Contains(entity) ? 1 : 0, 0, 1);
        }

        return counts;
    }

    /// <summary>
    /// Macro F1 of single tags over all 13 labels, <c>O</c> included. The official code lets a precision or recall without a
    /// denominator be 1, so a label that occurs nowhere counts as perfect.
    /// </summary>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    public static double CharacterMacroF1(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels)
    {
        var counts = ClassCounts.Of(predictions, labels);
        return 100 * Enumerable.Range(0, EntityTag.Count).Average(tag => counts[tag].F1WithDefault(1));
    }

    /// <summary>The entities: type, first tag and the tag behind the last.</summary>
    internal static List<(int Type, int Start, int End)> Entities(ReadOnlySpan<int> tags)
    {
        var entities = new List<(int, int, int)>();
        var index = 0;
        while (index < tags.Length)
        {
            var start = index++;
            if (EntityTag.Begins(tags[start]))
            {
                var inside = EntityTag.Continue(tags[start]);
                while (index < tags.Length && tags[index] == inside)
                {
                    index++;
                }

                entities.Add((EntityTag.Type(tags[start]), start, index));
            }
        }

        return entities;
    }
}
