using Klue.Tasks.Text;

namespace Klue.Tasks.Metrics;

/// <summary>The metrics of MRC for one question, 0 to 1; the official figures are their means x100.</summary>
public static class AnswerMetrics
{
    /// <summary>1 when the answer equals one of the accepted ones after <see cref="AnswerText.Normalize"/>, else 0.</summary>
    /// <param name="prediction">The answer given; empty for none.</param>
    /// <param name="answers">The accepted answers; none means that only the empty answer is right.</param>
    /// <param name="mode">The normalisation.</param>
    public static double ExactMatch(string prediction, IReadOnlyList<string> answers, EvaluationMode mode) =>
        Best(prediction, answers, mode, static (given, accepted, _) => given == accepted ? 1 : 0);

    /// <summary>
    /// The best F1 between the answer and an accepted one, where the longest block of characters that both share is what they have in
    /// common (<see cref="LongestMatch"/>).
    /// </summary>
    /// <inheritdoc cref="ExactMatch"/>
    public static double RougeW(string prediction, IReadOnlyList<string> answers, EvaluationMode mode) =>
        Best(prediction, answers, mode, RougeW);

    /// <summary>ROUGE-W of two normalised texts.</summary>
    internal static double RougeW(string prediction, string answer, EvaluationMode mode)
    {
        if (answer.Length == 0)
        {
            return prediction.Length == 0 ? 1 : 0;
        }

        var (given, accepted) = (CodePointText.CodePoints(prediction), CodePointText.CodePoints(answer));
        if (given.Length == 0)
        {
            return 0;
        }

        double common = LongestMatch.Length(given, accepted, ignoreFrequent: mode == EvaluationMode.Baseline);
        return ClassCount.HarmonicMean(common / given.Length, common / accepted.Length);
    }

    private static double Best(
        string prediction,
        IReadOnlyList<string> answers,
        EvaluationMode mode,
        Func<string, string, EvaluationMode, double> score)
    {
        var given = AnswerText.Normalize(prediction, mode);
        return answers.Select(answer => AnswerText.Normalize(answer, mode)).DefaultIfEmpty("").Max(answer => score(given, answer, mode));
    }
}
