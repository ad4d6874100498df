using Klue.Tasks.Data;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>The official score of one task.</summary>
/// <typeparam name="TExample">What is scored.</typeparam>
/// <typeparam name="TPrediction">What is said about it.</typeparam>
public interface IScorer<TExample, TPrediction>
    where TExample : IExample<TExample>
    where TPrediction : IPrediction<TPrediction>
{
    /// <summary>Scores all items together.</summary>
    /// <param name="items">Every example with its prediction, in the order of the gold data, at least one.</param>
    /// <param name="mode">The mode.</param>
    /// <exception cref="TaskDataException">A prediction does not fit its example.</exception>
    static abstract TaskReport Score(IReadOnlyList<ScoredItem<TExample, TPrediction>> items, EvaluationMode mode);

    /// <summary>What is wrong with a prediction; null when nothing is. Both modes agree.</summary>
    /// <param name="item">The example with its prediction, as <see cref="Score"/> has taken them.</param>
    static abstract Mistake? Compare(ScoredItem<TExample, TPrediction> item);
}
