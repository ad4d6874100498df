namespace Klue.Tasks.Decoding;

/// <summary>MRC: cutting a passage into windows, as the SQuAD recipe of transformers 3.5 does it.</summary>
public static class PassageWindows
{
    // [CLS] question [SEP] window [SEP]
    private const int SpecialTokens = 3;

    /// <summary>The words of a passage: its parts between spaces, tabs, line ends and U+202F, each tokenised by itself.</summary>
    public static string[] Words(string passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return passage.Split([' ', '\t', '\r', '\n', '\u202F'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Windows of equal length that begin every <paramref name="stride"/> pieces, up to the first that reaches the end.</summary>
    /// <param name="pieces">The number of pieces of the passage.</param>
    /// <param name="questionPieces">The number of pieces of the question.</param>
    /// <param name="maxLength">The longest input, special tokens included.</param>
    /// <param name="stride">From the beginning of one window to that of the next.</param>
    /// <exception cref="ArgumentOutOfRangeException">The question leaves no room, or the stride would skip pieces or stand still.</exception>
    public static IReadOnlyList<PassageWindow> Plan(int pieces, int questionPieces, int maxLength, int stride)
    {
        var capacity = maxLength - questionPieces - SpecialTokens;
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1, nameof(maxLength));
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stride, capacity);
        var spans = new List<(int Start, int End)>();
        for (var start = 0; spans.Count == 0 || spans[^1].End < pieces; start += stride)
        {
            spans.Add((start, Math.Min(start + capacity, pieces)));
        }

        return [.. spans.Select((span, window) => new PassageWindow(
            span.Start,
            span.End - span.Start,
            [.. Enumerable.Range(span.Start, span.End - span.Start).Select(piece => WindowWithMostContext(spans, piece) == window)]))];
    }

    private static int WindowWithMostContext(List<(int Start, int End)> spans, int piece)
    {
        var (best, bestScore) = (-1, double.NegativeInfinity);
        for (var window = 0; window < spans.Count; window++)
        {
            var (start, end) = spans[window];
            var score = Math.Min(piece - start, end - 1 - piece) + (0.01 * (end - start));
            if (piece >= start && piece < end && score > bestScore)
            {
                (best, bestScore) = (window, score);
            }
        }

        return best;
    }
}
