namespace Klue.Tasks.Data;

/// <summary>A headline of YNAT and its topic.</summary>
/// <param name="Id">The id of the example.</param>
/// <param name="Title">The headline.</param>
/// <param name="Label">One of <see cref="KlueLabels.Topics"/>.</param>
public sealed record YnatExample(string Id, string Title, string Label) : IExample<YnatExample>
{
    /// <summary>Reads <c>ynat-v1.1_*.json</c>: an array of objects with <c>guid</c>, <c>title</c> and <c>label</c>.</summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<YnatExample> Read(string path) =>
        from pair in JsonExamples.WithGuid(path)
        select new YnatExample(pair.Id, pair.Row.Text("title"), pair.Row.Label("label", KlueLabels.Topics()));
}
