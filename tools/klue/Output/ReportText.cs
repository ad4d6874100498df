using System.Globalization;
using Klue.Tasks;
using Klue.Tasks.Evaluation;
using Klue.Tasks.Scoring;

namespace Klue.Cli.Output;

/// <summary>The figures of a task for a person's eyes.</summary>
internal static class ReportText
{
    /// <summary>The name of the column with the figures of the model card.</summary>
    public const string PublishedColumn = "klue/bert-base";

    /// <summary>A figure, or what stands for one that there is not.</summary>
    public static string Figure(double? value) => value switch
    {
        null => "",
        double.NaN => "undefined",
        { } number => number.ToString("F2", CultureInfo.InvariantCulture),
    };

    /// <summary>Says how many items were scored, and how fast where a model has run.</summary>
    public static void WriteHeading(CommandHost host, TaskReport report, EvaluationResult? result)
    {
        var speed = result is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $", {result.Tokens} tokens in {result.Elapsed.TotalSeconds:F2} s: {report.Items / result.Elapsed.TotalSeconds:F1} items/s, {result.Tokens / result.Elapsed.TotalSeconds:F0} tokens/s");
        host.Output.WriteLine($"{report.Task.Name()}, {ModeName(report.Mode)} mode: {report.Items} items{speed}");
    }

    /// <summary>Writes the figures, beside the model card's, then labels, confusions, notes and the worst mistakes.</summary>
    public static void Write(CommandHost host, TaskReport report, int mistakes)
    {
        var metrics = new TextTable("metric", "value", PublishedColumn);
        foreach (var metric in report.Metrics)
        {
            metrics.AddRow(metric.Name, Figure(metric.Value), Figure(PublishedScores.Find(report.Task, metric.Name)));
        }

        Write(host, metrics);
        WriteLabels(host, report.Labels);
        WriteConfusion(host, report.Confusion);
        foreach (var note in report.Notes)
        {
            host.Output.WriteLine($"note: {note}");
        }

        WriteMistakes(host, report.Mistakes, mistakes);
    }

    /// <summary>The mode as its option names it.</summary>
    public static string ModeName(EvaluationMode mode) => mode == EvaluationMode.Baseline ? "baseline" : "clean";

    private static void WriteLabels(CommandHost host, IReadOnlyList<LabelScore> labels)
    {
        if (labels.Count == 0)
        {
            return;
        }

        var table = new TextTable("label", "precision", "recall", "f1", "gold", "predicted");
        foreach (var (label, count) in labels)
        {
            table.AddRow(label, Figure(100 * count.Precision), Figure(100 * count.Recall), Figure(100 * count.F1), $"{count.Gold}", $"{count.Predicted}");
        }

        Write(host, table);
    }

    private static void WriteConfusion(CommandHost host, ConfusionMatrix? confusion)
    {
        if (confusion is null)
        {
            return;
        }

        var table = new TextTable(["gold \\ predicted", .. confusion.Labels]);
        for (var gold = 0; gold < confusion.Labels.Count; gold++)
        {
            table.AddRow([confusion.Labels[gold], .. Enumerable.Range(0, confusion.Labels.Count).Select(predicted => $"{confusion[gold, predicted]}")]);
        }

        Write(host, table);
    }

    private static void WriteMistakes(CommandHost host, IReadOnlyList<Mistake> mistakes, int count)
    {
        foreach (var mistake in mistakes.Take(count))
        {
            host.Output.WriteLine();
            host.Output.WriteLine(PrintableText.OnOneLine(mistake.Id));
            host.Output.WriteLine($"  input     {PrintableText.OnOneLine(mistake.Input)}");
            host.Output.WriteLine($"  expected  {PrintableText.OnOneLine(mistake.Expected)}");
            host.Output.WriteLine($"  found     {PrintableText.OnOneLine(mistake.Found)}");
        }
    }

    private static void Write(CommandHost host, TextTable table)
    {
        if (!host.IsTerminal)
        {
            host.Output.WriteLine();
        }

        table.Write(host);
    }
}
