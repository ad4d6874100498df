using System.Globalization;

namespace Klue.Server.State;

/// <summary>A model that classifies, and its labels.</summary>
internal sealed record ClassifierModelType(Dictionary<string, string> Id2label, Dictionary<string, int> Label2id)
{
    public static ClassifierModelType Of(IReadOnlyList<string> labels) => new(
        labels.Index().ToDictionary(label => label.Index.ToString(CultureInfo.InvariantCulture), label => label.Item),
        labels.Index().DistinctBy(label => label.Item).ToDictionary(label => label.Item, label => label.Index));
}
