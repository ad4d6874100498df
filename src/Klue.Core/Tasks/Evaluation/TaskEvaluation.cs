using System.Diagnostics;
using Klue.Configuration;
using Klue.IO;
using Klue.Models;
using Klue.Tasks.Data;
using Klue.Tasks.Predictions;
using Klue.Tasks.Scoring;

namespace Klue.Tasks.Evaluation;

/// <summary>
/// A data file of a KLUE task, read through once and found well-formed, that models can be evaluated on. Examples are streamed through the model in
/// batches, without padding wherever the official code does not read it.
/// </summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("models/klue-mini-ner");
/// var result = TaskEvaluation.Open(KlueTask.Ner, "klue-ner-v1.1_dev.tsv").Run(klue);
/// foreach (var metric in result.Report.Metrics)
/// {
///     Console.WriteLine($"{metric.Name} {metric.Value:F2}");
/// }
/// </code>
/// </example>
public sealed class TaskEvaluation
{
    private readonly Func<EvaluationRun, TaskReport> _evaluate;

    private TaskEvaluation(KlueTask task, string dataPath, EvaluationOptions options, int count, Func<EvaluationRun, TaskReport> evaluate) =>
        (Task, DataPath, Options, Count, _evaluate) = (task, dataPath, options, count, evaluate);

    /// <summary>The task.</summary>
    public KlueTask Task { get; }

    /// <summary>The data file.</summary>
    public string DataPath { get; }

    /// <summary>How models are evaluated.</summary>
    public EvaluationOptions Options { get; }

    /// <summary>The number of examples that will be scored.</summary>
    public int Count { get; }

    /// <summary>Reads a data file through, all of it, so that a fault shows before the model has run for hours.</summary>
    /// <param name="task">The task.</param>
    /// <param name="dataPath">The data in the task's official format.</param>
    /// <param name="options">How to evaluate.</param>
    /// <exception cref="TaskDataException">The file is not of the format.</exception>
    /// <exception cref="FileAccessException">The file cannot be read.</exception>
    public static TaskEvaluation Open(KlueTask task, string dataPath, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataPath);
        options ??= new EvaluationOptions();
        return task switch
        {
            KlueTask.Ynat => Open<YnatScorer, YnatExample, LabelPrediction>(task, dataPath, options, Predictors.Topics),
            KlueTask.Sts => Open<StsScorer, StsExample, ScorePrediction>(task, dataPath, options, Predictors.Similarities),
            KlueTask.Nli => Open<NliScorer, NliExample, LabelPrediction>(task, dataPath, options, Predictors.Inferences),
            KlueTask.Ner => Open<NerScorer, NerExample, TagPrediction>(task, dataPath, options, Predictors.Tags),
            KlueTask.Re => Open<ReScorer, ReExample, RelationPrediction>(task, dataPath, options, Predictors.Relations),
            KlueTask.Dp => Open<DpScorer, DpExample, TreePrediction>(task, dataPath, options, Predictors.Trees),
            KlueTask.Mrc => Open<MrcScorer, MrcExample, AnswerPrediction>(task, dataPath, options, Predictors.Answers),
            KlueTask.Wos => Open<WosScorer, WosExample, StatePrediction>(task, dataPath, options, Predictors.States),
            _ => throw new ArgumentOutOfRangeException(nameof(task), task, "Unknown task."),
        };
    }

    /// <summary>Evaluates a model.</summary>
    /// <param name="model">The model, with its tokenizer and the task's head.</param>
    /// <param name="progress">Hears, after each example, how many are done.</param>
    /// <param name="cancellationToken">Looked at between two layers.</param>
    /// <exception cref="InputException">The model has no such head, or does not say in which order its labels are.</exception>
    /// <exception cref="Checkpoints.CheckpointException">The parser's or tracker's tensors are missing or misshapen.</exception>
    /// <exception cref="TaskDataException">The model cannot read an example.</exception>
    /// <exception cref="ConfigurationException">The ontology is none.</exception>
    /// <exception cref="FileAccessException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no file of predictions is left.</exception>
    public EvaluationResult Run(KlueModel model, Action<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Config.KlueTask is { } tuned && tuned != Task)
        {
            throw new InputException($"The model is one for {tuned.Name()}, as klue_task of its configuration says; expected one for {Task.Name()}.");
        }

        var run = new EvaluationRun(model, DataPath, Options, progress, cancellationToken);
        var clock = Stopwatch.StartNew();
        var report = _evaluate(run);
        report = report with { Notes = [.. run.Notes, .. report.Notes] };
        return new EvaluationResult(report, DataPath, run.Tokens, clock.Elapsed);
    }

    private static TaskEvaluation Open<TScorer, TExample, TPrediction>(
        KlueTask task, string dataPath, EvaluationOptions options, Func<EvaluationRun, IEnumerable<TExample>, IEnumerable<TPrediction>> predict)
        where TScorer : IScorer<TExample, TPrediction>
        where TExample : IExample<TExample>
        where TPrediction : IPrediction<TPrediction>
    {
        var count = TExample.Read(dataPath).Count();
        return new TaskEvaluation(task, dataPath, options, Math.Min(count, options.Limit ?? count), run => Evaluate<TScorer, TExample, TPrediction>(run, predict));
    }

    private static TaskReport Evaluate<TScorer, TExample, TPrediction>(
        EvaluationRun run, Func<EvaluationRun, IEnumerable<TExample>, IEnumerable<TPrediction>> predict)
        where TScorer : IScorer<TExample, TPrediction>
        where TExample : IExample<TExample>
        where TPrediction : IPrediction<TPrediction>
    {
        // Predictions come in the order of the examples, so that the two lists pair by place.
        var (examples, items) = (new List<TExample>(), new List<ScoredItem<TExample, TPrediction>>());
        var predictions = Predictions();
        if (run.Options.PredictionsPath is { } path)
        {
            using var file = AtomicFile.Create(path);
            PredictionFile.Write(file, predictions);
            file.Commit();
        }
        else
        {
            foreach (var _ in predictions)
            {
                // Asking for a prediction makes it.
            }
        }

        return TaskScorer.Score<TScorer, TExample, TPrediction>(items, run.Options.Mode);

        IEnumerable<TPrediction> Predictions()
        {
            foreach (var prediction in predict(run, Examples()))
            {
                TExample example;
                lock (examples)
                {
                    example = examples[items.Count];
                }

                items.Add(new ScoredItem<TExample, TPrediction>(example, prediction, new DataLocation(run.DataPath, Id: example.Id)));
                yield return prediction;
                run.Progress?.Invoke(items.Count);
            }
        }

        // Read on another thread than the predictions are.
        IEnumerable<TExample> Examples()
        {
            foreach (var example in TExample.Read(run.DataPath).Take(run.Options.Limit ?? int.MaxValue))
            {
                lock (examples)
                {
                    examples.Add(example);
                }

                yield return example;
            }
        }
    }
}
