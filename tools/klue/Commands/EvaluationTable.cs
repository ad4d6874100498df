using System.Globalization;
using System.Text.Json;
using Klue.Cli.Output;
using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tasks.Evaluation;
using Klue.Tasks.Scoring;

namespace Klue.Cli.Commands;

/// <summary><c>klue eval --all</c>: the model card's table, of a folder of models. What is missing is shown as missing.</summary>
internal sealed class EvaluationTable(CommandHost host, EvaluationOptions options, string models, string data)
{
    private readonly record struct Entry(KlueTask Task, string ModelFolder, TaskEvaluation? Evaluation, string? Missing)
    {
        public EvaluationResult? Result { get; init; }
    }

    /// <summary>Evaluates whatever is there and writes the table.</summary>
    /// <exception cref="UsageException">A folder is not there.</exception>
    public void Write(bool asJson, CancellationToken cancellationToken)
    {
        foreach (var (option, folder) in (ReadOnlySpan<(string, string)>)[("--models", models), ("--data", data)])
        {
            if (!Directory.Exists(folder))
            {
                throw new UsageException($"{option} '{folder}': there is no such folder.");
            }
        }

        // All data is read through before the first model runs.
        Entry[] entries = [.. Enum.GetValues<KlueTask>().Select(Find)];
        entries = [.. entries.Select(entry => entry with
        {
            Result = entry.Evaluation is { } evaluation ? EvalCommand.Run(host, entry.Task, entry.ModelFolder, evaluation, cancellationToken) : null,
        })];
        if (asJson)
        {
            using var writer = new JsonRowWriter(host.Output);
            foreach (var entry in entries)
            {
                writer.Write(json => WriteJson(json, entry));
            }
        }
        else
        {
            WriteText(entries);
        }
    }

    private Entry Find(KlueTask task)
    {
        var folder = Path.Combine(models, task.Name());
        return !Directory.Exists(folder) ? new Entry(task, folder, null, $"no model '{folder}'")
            : TaskFiles.FindDevelopmentSet(data, task) is { } file ? new Entry(task, folder, TaskEvaluation.Open(task, file, options), null)
            : new Entry(task, folder, null, $"no {TaskFiles.DevelopmentSet(task)} in '{data}'");
    }

    private static void WriteJson(Utf8JsonWriter json, Entry entry)
    {
        if (entry.Result is { } result)
        {
            ReportJson.Write(json, result.Report, result, 0);
            return;
        }

        json.WriteStartObject();
        json.WriteString("task", entry.Task.Name());
        json.WriteString("missing", entry.Missing);
        json.WriteEndObject();
    }

    private void WriteText(Entry[] entries)
    {
        var table = new TextTable("task", "metric", "value", ReportText.PublishedColumn, "items", "items/s");
        foreach (var entry in entries)
        {
            foreach (var (name, published) in PublishedScores.Of(entry.Task))
            {
                if (entry.Result is { Report: var report } result)
                {
                    table.AddRow(
                        entry.Task.Name(),
                        name,
                        ReportText.Figure(report.Metrics.First(metric => metric.Name == name).Value),
                        ReportText.Figure(published),
                        $"{report.Items}",
                        (report.Items / result.Elapsed.TotalSeconds).ToString("F1", CultureInfo.InvariantCulture));
                }
                else
                {
                    table.AddRow(entry.Task.Name(), name, "missing", ReportText.Figure(published), "", "");
                }
            }
        }

        host.Output.WriteLine($"all tasks, {ReportText.ModeName(options.Mode)} mode");
        table.Write(host);
        foreach (var entry in entries)
        {
            foreach (var note in entry.Result?.Report.Notes ?? [$"missing: {entry.Missing}"])
            {
                host.Output.WriteLine($"{entry.Task.Name()}: {note}");
            }
        }
    }
}
