using System.Globalization;
using Klue.Configuration;
using Klue.Models;

namespace Klue.Tasks.Pipelines;

/// <summary>Which of a task's labels a model means by each of its own.</summary>
internal static class TaskLabels
{
    /// <summary>The names of the model's labels, each one of the task's, by the model's ids.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="known">The task's labels; for an order where two are in use.</param>
    /// <param name="order">The order of labels without names; null where none was chosen.</param>
    /// <exception cref="InputException">Another number of labels, an unknown one, or no names and no order.</exception>
    public static IReadOnlyList<string> Of(BertConfig config, Func<LabelOrder, LabelSet> known, LabelOrder? order)
    {
        var labels = known(LabelOrder.Baseline);
        if (config.Labels.Count != labels.Count)
        {
            throw new InputException($"The model has {config.Labels.Count} labels; expected {labels.Count}, {labels}.");
        }

        if (HasNames(config))
        {
            return [.. config.Labels.Select(name => Named(name, labels))];
        }

        var isOneOrder = labels.SequenceEqual(known(LabelOrder.HuggingFace));
        return known(order ?? (isOneOrder ? LabelOrder.Baseline : throw new InputException(
            $"The model's labels have no names ({config.Labels[0]}, {config.Labels[1]}, ...), and two orders are in use: name the label order, baseline or hf.")));
    }

    private static bool HasNames(BertConfig config) =>
        config.Labels.Where((name, id) => name != string.Create(CultureInfo.InvariantCulture, $"LABEL_{id}")).Any();

    // Fine-tunes of the hub write some names in capitals.
    private static string Named(string name, LabelSet labels) =>
        labels.FirstOrDefault(label => string.Equals(label, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException($"The model has a label {Quoted.Text(name)}; expected {labels}.");
}
