using System.Collections.Concurrent;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks.Data;
using Klue.Tasks.Pipelines;

namespace Klue.Tasks.Evaluation;

/// <summary>One run of a model over a data file: what the predictors of all tasks have in common.</summary>
internal sealed class EvaluationRun(
    KlueModel model, string dataPath, EvaluationOptions options, Action<int>? progress, CancellationToken cancellationToken)
{
    private readonly ReadingTally _tally = new();
    private int _officialLength;

    public KlueModel Model => model;

    public string DataPath => dataPath;

    public EvaluationOptions Options => options;

    /// <summary>Hears, after each example, how many are done.</summary>
    public Action<int>? Progress => progress;

    /// <summary>The tokens that the model has read.</summary>
    public long Tokens => _tally.Tokens;

    /// <summary>What a reader of the figures must know about how they were made.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (Length < _officialLength)
            {
                yield return $"The model's positions hold {Length} tokens; the official length is {_officialLength}.";
            }

            if (_tally.Cut > 0)
            {
                yield return $"Inputs longer than {Length} tokens, which were cut: {_tally.Cut}.";
            }

            if (_tally.Misaligned > 0)
            {
                yield return $"Sentences on which the official alignment fails, aligned as in clean mode: {_tally.Misaligned}.";
            }
        }
    }

    private int Length => Math.Min(_officialLength, Model.Config.MaxTokens);

    /// <summary>Options for a task's pipeline: inputs are cut at the official length, or what the model holds if that is less.</summary>
    public T Configure<T>(T taskOptions, int officialLength)
        where T : TaskOptions
    {
        _officialLength = officialLength;
        return taskOptions with
        {
            MaxLength = Length,
            Truncate = true,
            LabelOrder = Options.LabelOrder,
            Mode = Options.Mode,
            Kernels = Options.Kernels,
            Tally = _tally,
        };
    }

    /// <summary>The pipeline's answers to examples as they are read, each with its example.</summary>
    /// <exception cref="TaskDataException">The model cannot read an example.</exception>
    public IEnumerable<(TExample Example, TResult Result)> Ask<TExample, TInput, TOutput, TResult>(
        Pipeline<TInput, TOutput, TResult> pipeline, IEnumerable<TExample> examples, Func<TExample, string> id, Func<TExample, TInput> input)
        where TInput : notnull
    {
        // Examples are read ahead on another thread; answers come in their order.
        var waiting = new ConcurrentQueue<TExample>();
        using var results = pipeline.Stream(examples.Select(Queue), cancellationToken).GetEnumerator();
        while (Next())
        {
            waiting.TryDequeue(out var example);
            yield return (example!, results.Current);
        }

        TInput Queue(TExample example)
        {
            waiting.Enqueue(example);
            return input(example);
        }

        bool Next()
        {
            try
            {
                return results.MoveNext();
            }
            catch (InputException exception) when (waiting.TryPeek(out var refused))
            {
                // All before it are answered, so that it is the first that still waits.
                var reason = exception.InnerException ?? exception;
                throw new TaskDataException(new DataLocation(DataPath, Id: id(refused)), "an example that the model can read", $"one that it refuses: {reason.Message}", exception);
            }
        }
    }
}
