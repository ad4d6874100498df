using Klue.IO;
using Klue.Tasks.Data;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>Gold data and predictions of any origin to the official figures.</summary>
public static class TaskScorer
{
    /// <summary>Scores a prediction file against a gold file.</summary>
    /// <param name="task">The task.</param>
    /// <param name="goldPath">The gold data in the task's official format.</param>
    /// <param name="predictionsPath">The predictions, JSON Lines (<see cref="PredictionFile"/>), in any order.</param>
    /// <param name="mode">The mode.</param>
    /// <exception cref="TaskDataException">
    /// A file is malformed; an example has no prediction or two; a prediction has no example or does not fit it.
    /// </exception>
    /// <exception cref="FileAccessException">A file cannot be read.</exception>
    public static TaskReport Score(KlueTask task, string goldPath, string predictionsPath, EvaluationMode mode = EvaluationMode.Baseline) => task switch
    {
        KlueTask.Ynat => Score<YnatScorer, YnatExample, LabelPrediction>(goldPath, predictionsPath, mode),
        KlueTask.Sts => Score<StsScorer, StsExample, ScorePrediction>(goldPath, predictionsPath, mode),
        KlueTask.Nli => Score<NliScorer, NliExample, LabelPrediction>(goldPath, predictionsPath, mode),
        KlueTask.Ner => Score<NerScorer, NerExample, TagPrediction>(goldPath, predictionsPath, mode),
        KlueTask.Re => Score<ReScorer, ReExample, RelationPrediction>(goldPath, predictionsPath, mode),
        KlueTask.Dp => Score<DpScorer, DpExample, TreePrediction>(goldPath, predictionsPath, mode),
        KlueTask.Mrc => Score<MrcScorer, MrcExample, AnswerPrediction>(goldPath, predictionsPath, mode),
        KlueTask.Wos => Score<WosScorer, WosExample, StatePrediction>(goldPath, predictionsPath, mode),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "Unknown task."),
    };

    /// <summary>Scores predictions that are at hand; both are paired by their ids.</summary>
    /// <param name="gold">The examples, each id once.</param>
    /// <param name="predictions">A prediction for each, in any order.</param>
    /// <param name="mode">The mode.</param>
    /// <exception cref="TaskDataException">An example has no prediction or two; a prediction has no example or does not fit it.</exception>
    public static TaskReport Score<TScorer, TExample, TPrediction>(
        IEnumerable<TExample> gold,
        IEnumerable<TPrediction> predictions,
        EvaluationMode mode)
        where TScorer : IScorer<TExample, TPrediction>
        where TExample : IExample<TExample>
        where TPrediction : IPrediction<TPrediction>
    {
        ArgumentNullException.ThrowIfNull(gold);
        ArgumentNullException.ThrowIfNull(predictions);
        const string Source = "predictions";
        var guids = new GuidRegister();
        return Score<TScorer, TExample, TPrediction>(gold, predictions.Select(prediction =>
        {
            var location = new DataLocation(Source, Id: prediction.Id);
            guids.Register(prediction.Id, location);
            return (prediction, location);
        }), Source, mode);
    }

    /// <summary>The report of items that are paired, with its mistakes.</summary>
    internal static TaskReport Score<TScorer, TExample, TPrediction>(IReadOnlyList<ScoredItem<TExample, TPrediction>> items, EvaluationMode mode)
        where TScorer : IScorer<TExample, TPrediction>
        where TExample : IExample<TExample>
        where TPrediction : IPrediction<TPrediction> =>
        TScorer.Score(items, mode) with { Mistakes = [.. items.Select(TScorer.Compare).OfType<Mistake>().OrderByDescending(mistake => mistake.Weight)] };

    private static TaskReport Score<TScorer, TExample, TPrediction>(string goldPath, string predictionsPath, EvaluationMode mode)
        where TScorer : IScorer<TExample, TPrediction>
        where TExample : IExample<TExample>
        where TPrediction : IPrediction<TPrediction> =>
        Score<TScorer, TExample, TPrediction>(TExample.Read(goldPath), PredictionFile.Rows<TPrediction>(predictionsPath), predictionsPath, mode);

    private static TaskReport Score<TScorer, TExample, TPrediction>(
        IEnumerable<TExample> gold,
        IEnumerable<(TPrediction Prediction, DataLocation Location)> predictions,
        string source,
        EvaluationMode mode)
        where TScorer : IScorer<TExample, TPrediction>
        where TExample : IExample<TExample>
        where TPrediction : IPrediction<TPrediction>
    {
        var rest = predictions.ToDictionary(row => row.Prediction.Id, StringComparer.Ordinal);
        var items = new List<ScoredItem<TExample, TPrediction>>(rest.Count);
        foreach (var example in gold)
        {
            items.Add(rest.Remove(example.Id, out var row)
                ? new ScoredItem<TExample, TPrediction>(example, row.Prediction, row.Location)
                : throw new TaskDataException(new DataLocation(source, Id: example.Id), "a prediction for each example", "none for this one"));
        }

        return rest.Count == 0
            ? Score<TScorer, TExample, TPrediction>(items, mode)
            : throw new TaskDataException(rest.Values.First().Location, "the guid of an example of the gold data", "another");
    }
}
