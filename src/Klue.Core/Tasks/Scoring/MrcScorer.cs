using Klue.Tasks.Data;
using Klue.Tasks.Metrics;
using Klue.Tasks.Predictions;

namespace Klue.Tasks.Scoring;

/// <summary>
/// MRC: exact match and ROUGE-W. <see cref="EvaluationMode.Baseline"/> normalises and compares with the slips of the official code,
/// <see cref="EvaluationMode.Clean"/> without (<see cref="AnswerText"/>, <see cref="LongestMatch"/>).
/// </summary>
public sealed class MrcScorer : IScorer<MrcExample, AnswerPrediction>
{
    private const string NoAnswer = "(no answer)";

    private MrcScorer()
    {
    }

    /// <inheritdoc/>
    public static TaskReport Score(IReadOnlyList<ScoredItem<MrcExample, AnswerPrediction>> items, EvaluationMode mode)
    {
        double Mean(Func<string, IReadOnlyList<string>, EvaluationMode, double> metric, IEnumerable<ScoredItem<MrcExample, AnswerPrediction>> part) =>
            100 * part.Average(item => metric(item.Prediction.Answer, [.. item.Example.Answers.Select(answer => answer.Text)], mode));

        var types = items.GroupBy(item => item.Example.QuestionType).OrderBy(type => type.Key);
        return new TaskReport(
            KlueTask.Mrc,
            mode,
            items.Count,
            [
                new("exact_match", Mean(AnswerMetrics.ExactMatch, items)),
                new("rouge_w", Mean(AnswerMetrics.RougeW, items)),
                .. types.SelectMany(type => (Metric[])
                [
                    new($"exact_match_type{type.Key}", Mean(AnswerMetrics.ExactMatch, type)),
                    new($"rouge_w_type{type.Key}", Mean(AnswerMetrics.RougeW, type)),
                ]),
            ]);
    }

    /// <inheritdoc/>
    public static Mistake? Compare(ScoredItem<MrcExample, AnswerPrediction> item)
    {
        string[] answers = [.. item.Example.Answers.Select(answer => answer.Text)];
        var missed = 1 - AnswerMetrics.RougeW(item.Prediction.Answer, answers, EvaluationMode.Clean);
        return missed <= 0 ? null : new Mistake(
            item.Example.Id, item.Example.Question, answers.Length == 0 ? NoAnswer : string.Join(" | ", answers), item.Prediction.Answer is "" ? NoAnswer : item.Prediction.Answer, missed);
    }
}
