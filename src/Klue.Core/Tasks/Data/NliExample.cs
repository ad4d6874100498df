namespace Klue.Tasks.Data;

/// <summary>A premise and a hypothesis of NLI and how they stand to each other.</summary>
/// <param name="Id">The id of the example.</param>
/// <param name="Premise">The first sentence.</param>
/// <param name="Hypothesis">The second sentence.</param>
/// <param name="Label">One of <see cref="KlueLabels.Inference"/>.</param>
public sealed record NliExample(string Id, string Premise, string Hypothesis, string Label) : IExample<NliExample>
{
    /// <summary>Reads <c>klue-nli-v1.1_*.json</c>: an array of objects with <c>guid</c>, <c>premise</c>, <c>hypothesis</c> and <c>gold_label</c>.</summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<NliExample> Read(string path) =>
        from pair in JsonExamples.WithGuid(path)
        select new NliExample(
            pair.Id,
            pair.Row.Text("premise"),
            pair.Row.Text("hypothesis"),
            pair.Row.Label("gold_label", KlueLabels.Inference()));
}
