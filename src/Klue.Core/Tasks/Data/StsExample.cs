using System.Globalization;

namespace Klue.Tasks.Data;

/// <summary>Two sentences of STS and how alike people found them.</summary>
/// <param name="Id">The id of the example.</param>
/// <param name="Sentence1">The first sentence.</param>
/// <param name="Sentence2">The second sentence.</param>
/// <param name="RealLabel">Mean judgement, 0 (nothing in common) to 5 (the same); what the official code trains and scores on.</param>
public sealed record StsExample(string Id, string Sentence1, string Sentence2, double RealLabel) : IExample<StsExample>
{
    /// <summary>Reads <c>klue-sts-v1.1_*.json</c>: an array of objects with <c>guid</c>, <c>sentence1</c>, <c>sentence2</c> and <c>labels.real-label</c>.</summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<StsExample> Read(string path) =>
        from pair in JsonExamples.WithGuid(path)
        select new StsExample(pair.Id, pair.Row.Text("sentence1"), pair.Row.Text("sentence2"), Judgement(pair.Row));

    private static double Judgement(JsonRow row)
    {
        var label = row.Object("labels").Number("real-label");
        return label is >= 0 and <= 5 ? label : throw row.Fault("a \"real-label\" from 0 to 5", label.ToString(CultureInfo.InvariantCulture));
    }
}
