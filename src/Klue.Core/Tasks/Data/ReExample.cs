using Klue.Tasks.Text;

namespace Klue.Tasks.Data;

/// <summary>A sentence of RE with two marked entities and how the first stands to the second.</summary>
/// <param name="Id">The id of the example.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="SubjectEntity">The entity that the relation is about.</param>
/// <param name="ObjectEntity">The entity it leads to.</param>
/// <param name="Label">One of <see cref="KlueLabels.Relations"/>.</param>
public sealed record ReExample(string Id, string Sentence, EntitySpan SubjectEntity, EntitySpan ObjectEntity, string Label) : IExample<ReExample>
{
    /// <summary>
    /// Reads <c>klue-re-v1.1_*.json</c>: an array of objects with <c>guid</c>, <c>sentence</c>, <c>subject_entity</c>,
    /// <c>object_entity</c> (each <c>word</c>, <c>start_idx</c>, <c>end_idx</c>, <c>type</c>) and <c>label</c>.
    /// </summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<ReExample> Read(string path)
    {
        foreach (var (guid, row) in JsonExamples.WithGuid(path))
        {
            var sentence = row.Text("sentence");
            var length = CodePointText.Count(sentence);
            var subject = Entity(row, "subject_entity", length);
            var @object = Entity(row, "object_entity", length);
            if ((subject.Start, subject.End) == (@object.Start, @object.End))
            {
                throw row.Fault("different spans of subject and object", $"{subject.Start} to {subject.End} for both");
            }

            yield return new ReExample(guid, sentence, subject, @object, row.Label("label", KlueLabels.Relations));
        }
    }

    private static EntitySpan Entity(JsonRow row, string name, int length)
    {
        var entity = row.Object(name);
        var (start, end) = (entity.Integer("start_idx"), entity.Integer("end_idx"));
        return start >= 0 && start <= end && end < length
            ? new EntitySpan(entity.Text("word"), start, end, entity.Text("type"))
            : throw row.Fault($"the {name} within the sentence's {length} characters", $"{start} to {end}");
    }
}
