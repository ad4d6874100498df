namespace Klue.Tasks.Decoding;

/// <summary>MRC: from the logits of all windows of a passage to the answer, as transformers 3.5 does it for SQuAD 2.0.</summary>
public static class AnswerDecoder
{
    /// <summary>See <see cref="AnswerOptions.HasPlaceholder"/>.</summary>
    private static readonly AnswerCandidate Placeholder = new("empty", 0, 0);

    private readonly record struct Span(AnswerWindow? Window, int Start, int End, double StartLogit, double EndLogit)
    {
        public double Score => StartLogit + EndLogit;
    }

    /// <summary>The best answer over all windows.</summary>
    /// <param name="words">The words of the passage, <see cref="PassageWindows.Words"/>.</param>
    /// <param name="windows">Its windows in order.</param>
    /// <param name="options">The settings; the official ones when null.</param>
    /// <exception cref="ArgumentException">There are no windows.</exception>
    public static DecodedAnswer Decode(IReadOnlyList<string> words, IReadOnlyList<AnswerWindow> windows, AnswerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(windows);
        if (windows.Count == 0)
        {
            throw new ArgumentException("Expected at least one window, found none.", nameof(windows));
        }

        options ??= new AnswerOptions();

        // MinBy and the sort keep the first of equals, as the official code does.
        var none = windows.Select(window => new Span(null, 0, 0, window.StartLogits[0], window.EndLogits[0])).MinBy(span => span.Score);
        var spans = windows.SelectMany(window => Spans(window, options)).Append(none).OrderByDescending(span => span.Score);
        var candidates = Candidates(words, spans, none, options);
        var place = candidates.FindIndex(candidate => candidate.Text.Length > 0);
        if (place < 0)
        {
            return new DecodedAnswer("", candidates);
        }

        var best = candidates[place];
        return new DecodedAnswer(none.Score - best.StartLogit - best.EndLogit > options.NullThreshold ? "" : best.Text, candidates);
    }

    private static IEnumerable<Span> Spans(AnswerWindow window, AnswerOptions options)
    {
        var ends = Best(window.EndLogits, options.BestCount);
        foreach (var start in Best(window.StartLogits, options.BestCount))
        {
            if (!IsPassage(window, start) || !window.HasMostContext[start])
            {
                continue;
            }

            foreach (var end in ends)
            {
                if (IsPassage(window, end) && end >= start && end - start < options.MaxAnswerLength)
                {
                    yield return new Span(window, start, end, window.StartLogits[start], window.EndLogits[end]);
                }
            }
        }
    }

    private static List<AnswerCandidate> Candidates(IReadOnlyList<string> words, IEnumerable<Span> spans, Span none, AnswerOptions options)
    {
        var candidates = new List<AnswerCandidate>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var span in spans)
        {
            if (candidates.Count >= options.BestCount)
            {
                break;
            }

            var text = span.Window is null ? "" : AnswerSpanText.Of(span.Window, span.Start, span.End, words);

            // "No answer" is kept even when an answer came out empty before it.
            if (seen.Add(text) || span.Window is null)
            {
                candidates.Add(new AnswerCandidate(text, span.StartLogit, span.EndLogit));
            }
        }

        if (!seen.Contains(""))
        {
            candidates.Add(new AnswerCandidate("", none.StartLogit, none.EndLogit));
        }

        if (candidates.Count == 1 && options.HasPlaceholder)
        {
            candidates.Insert(0, Placeholder);
        }

        return candidates;
    }

    private static bool IsPassage(AnswerWindow window, int position) => position < window.Words.Count && window.Words[position] >= 0;

    private static int[] Best(IReadOnlyList<double> logits, int count) =>
        [.. Enumerable.Range(0, logits.Count).OrderByDescending(position => logits[position]).Take(count)];
}
