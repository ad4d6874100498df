using System.Text.Json;
using Klue.Tasks;
using Klue.Tasks.Evaluation;
using Klue.Tasks.Scoring;

namespace Klue.Cli.Output;

/// <summary>The figures of a task as JSON; those that are undefined are null.</summary>
internal static class ReportJson
{
    /// <summary>Writes an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="report">The figures.</param>
    /// <param name="result">How they were made, where a model has run.</param>
    /// <param name="mistakes">How many mistakes to write at most.</param>
    public static void Write(Utf8JsonWriter json, TaskReport report, EvaluationResult? result, int mistakes)
    {
        json.WriteStartObject();
        json.WriteString("task", report.Task.Name());
        json.WriteString("mode", ReportText.ModeName(report.Mode));
        json.WriteNumber("items", report.Items);
        if (result is not null)
        {
            json.WriteString("data", result.DataPath);
            json.WriteNumber("tokens", result.Tokens);
            json.WriteNumber("seconds", result.Elapsed.TotalSeconds);
            json.WriteNumber("items_per_second", report.Items / result.Elapsed.TotalSeconds);
            json.WriteNumber("tokens_per_second", result.Tokens / result.Elapsed.TotalSeconds);
        }

        json.WriteStartObject("metrics");
        foreach (var metric in report.Metrics)
        {
            WriteFigure(json, metric.Name, metric.Value);
        }

        json.WriteEndObject();
        json.WriteStartObject("published");
        foreach (var metric in report.Metrics)
        {
            if (PublishedScores.Find(report.Task, metric.Name) is { } published)
            {
                json.WriteNumber(metric.Name, published);
            }
        }

        json.WriteEndObject();
        WriteLabels(json, report.Labels);
        WriteConfusion(json, report.Confusion);
        json.WriteStartArray("notes");
        foreach (var note in report.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        WriteMistakes(json, report.Mistakes.Take(mistakes));
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, IReadOnlyList<LabelScore> labels)
    {
        json.WriteStartArray("labels");
        foreach (var (label, count) in labels)
        {
            json.WriteStartObject();
            json.WriteString("label", label);
            WriteFigure(json, "precision", 100 * count.Precision);
            WriteFigure(json, "recall", 100 * count.Recall);
            WriteFigure(json, "f1", 100 * count.F1);
            json.WriteNumber("gold", count.Gold);
            json.WriteNumber("predicted", count.Predicted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Rows by the true label, columns by the predicted one.</summary>
    private static void WriteConfusion(Utf8JsonWriter json, ConfusionMatrix? confusion)
    {
        if (confusion is null)
        {
            return;
        }

        json.WriteStartObject("confusion");
        for (var gold = 0; gold < confusion.Labels.Count; gold++)
        {
            json.WriteStartObject(confusion.Labels[gold]);
            for (var predicted = 0; predicted < confusion.Labels.Count; predicted++)
            {
                json.WriteNumber(confusion.Labels[predicted], confusion[gold, predicted]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteMistakes(Utf8JsonWriter json, IEnumerable<Mistake> mistakes)
    {
        json.WriteStartArray("errors");
        foreach (var mistake in mistakes)
        {
            json.WriteStartObject();
            json.WriteString("guid", mistake.Id);
            json.WriteString("input", mistake.Input);
            json.WriteString("expected", mistake.Expected);
            json.WriteString("found", mistake.Found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFigure(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsNaN(value))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, value);
        }
    }
}
