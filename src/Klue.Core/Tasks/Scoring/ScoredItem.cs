using Klue.Tasks.Data;

namespace Klue.Tasks.Scoring;

/// <summary>An example with its prediction.</summary>
/// <typeparam name="TExample">The example type.</typeparam>
/// <typeparam name="TPrediction">The prediction type.</typeparam>
/// <param name="Example">The example.</param>
/// <param name="Prediction">The prediction.</param>
/// <param name="Location">Where the prediction comes from, for errors.</param>
public sealed record ScoredItem<TExample, TPrediction>(TExample Example, TPrediction Prediction, DataLocation Location)
{
    internal TaskDataException Fault(string expected, string found) => new(Location, expected, found);

    /// <summary>The id of a predicted label.</summary>
    /// <exception cref="TaskDataException">There is no such label.</exception>
    internal int Id(LabelSet labels, string label) => labels.TryGetId(label, out var id) ? id : throw Fault($"{labels}", Quoted.Text(label));
}
