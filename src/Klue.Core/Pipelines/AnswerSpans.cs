using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>The answers that one window over a context holds, by the rules of HF's <c>QuestionAnsweringPipeline</c>.</summary>
/// <param name="window">Question and context, [L].</param>
/// <param name="probabilities">The probability of each token to be the start and to be the end, [2, L].</param>
internal readonly struct AnswerSpans(Encoding window, ReadOnlyMemory<float> probabilities)
{
    /// <summary>How probable it is that this window has no answer.</summary>
    public float NullScore => Start(0) * End(0);

    /// <summary>Whether a token is part of the context.</summary>
    public static bool IsContext(Encoding window, int token) => window.SequenceIds[token] == 1;

    /// <summary>The best answers, widened to whole words.</summary>
    /// <param name="context">The whole context.</param>
    /// <param name="maxTokens">The most tokens of an answer before it is widened.</param>
    /// <param name="count">How many to give at most.</param>
    public IEnumerable<Answer> Best(string context, int maxTokens, int count)
    {
        var (length, spans) = (Math.Min(maxTokens, window.Count), this);
        var scores = new float[window.Count * length];
        var candidates = new List<int>();
        for (var start = 0; start < window.Count; start++)
        {
            for (var end = start; end < Math.Min(start + length, window.Count) && IsContext(window, start) && IsContext(window, end); end++)
            {
                var candidate = (start * length) + end - start;
                scores[candidate] = Start(start) * End(end);
                candidates.Add(candidate);
            }
        }

        return ScoredId.Best(scores, [.. candidates], count)
            .Select(best => spans.Answer(context, best.Score, best.Id / length, (best.Id / length) + (best.Id % length)));
    }

    private float Start(int token) => probabilities.Span[token];

    private float End(int token) => probabilities.Span[window.Count + token];

    private Answer Answer(string context, float score, int first, int last)
    {
        while (IsSameWord(first - 1, first))
        {
            first--;
        }

        while (IsSameWord(last, last + 1))
        {
            last++;
        }

        var (start, end) = (window.Offsets[first].Start, window.Offsets[last].End);
        return new Answer(score, start, end, context[start..end]);
    }

    // Only as much of a word as the window holds.
    private bool IsSameWord(int token, int next) =>
        token >= 0 && next < window.Count && IsContext(window, token) && IsContext(window, next) && window.WordIds[token] == window.WordIds[next];
}
