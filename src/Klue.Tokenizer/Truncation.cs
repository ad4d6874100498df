namespace Klue.Tokenizer;

/// <summary>Which tokens of one text, or two, that are too long go into the encoding and which into its overflow windows.</summary>
/// <remarks>Hugging Face tokenizers 0.13, <c>utils/truncation.rs</c> and <c>tokenizer/encoding.rs</c>.</remarks>
internal static class Truncation
{
    /// <summary>The ranges of tokens of the encoding and, after it, of every overflow window.</summary>
    /// <param name="first">The number of tokens of the first text.</param>
    /// <param name="second">The number of tokens of the second text, or null without one.</param>
    /// <param name="special">The number of special tokens that will be added.</param>
    /// <param name="maxLength">The most tokens allowed, less than there are.</param>
    /// <param name="options">What to cut and how.</param>
    /// <exception cref="TruncationException">The options cannot be met.</exception>
    public static List<(Range First, Range Second)> Plan(int first, int? second, int special, int maxLength, EncodingOptions options)
    {
        RefuseTooShort(maxLength, special);
        var budget = maxLength - special;
        var (keptFirst, keptSecond) = Share(first, second, budget, options.Truncation, first + (second ?? 0) + special, maxLength);
        var firstWindows = Windows(first, keptFirst, options);
        var secondWindows = Windows(second ?? 0, keptSecond, options);
        List<(Range First, Range Second)> plan = [(firstWindows[0], secondWindows[0])];

        // The order in which merging the two texts' windows yields them: every further window of the first text with all of the
        // second, then the first window of the first text with the further ones of the second.
        plan.AddRange(firstWindows.Skip(1).SelectMany(_ => secondWindows, (one, other) => (one, other)));
        plan.AddRange(secondWindows.Skip(1).Select(other => (firstWindows[0], other)));
        return plan;
    }

    /// <summary>Throws when the special tokens alone are too many.</summary>
    /// <exception cref="TruncationException">They are.</exception>
    public static void RefuseTooShort(int maxLength, int special)
    {
        if (maxLength < special)
        {
            throw new TruncationException($"A maximum of {maxLength} tokens has no room for the {special} special tokens.");
        }
    }

    private static (int First, int Second) Share(
        int first, int? second, int budget, TruncationStrategy strategy, int length, int maxLength)
    {
        var excess = first + (second ?? 0) - budget;
        switch (strategy)
        {
            case not TruncationStrategy.None when budget == 0:
                return (0, 0);
            case TruncationStrategy.LongestFirst when second is { } other:
                var shorter = Math.Min(first, other);
                var (less, more) = shorter + Math.Max(shorter, budget - shorter) > budget
                    ? (budget / 2, budget - budget / 2)
                    : (shorter, budget - shorter);
                return first <= other ? (less, more) : (more, less);
            case TruncationStrategy.LongestFirst:
                return (budget, 0);
            case TruncationStrategy.OnlyFirst:
                return (Cut(first), second ?? 0);
            case TruncationStrategy.OnlySecond:
                return (first, Cut(second ?? throw new TruncationException("Only the second text is to be cut, but there is none.")));
            default:
                throw new TruncationException($"The text has {length} tokens, more than the {maxLength} allowed, and is not to be cut.");
        }

        int Cut(int count) => count > excess
            ? count - excess
            : throw new TruncationException($"{excess} tokens have to go, but the text to cut has only {count}.");
    }

    private static List<Range> Windows(int count, int kept, EncodingOptions options)
    {
        if (kept >= count)
        {
            return [0..count];
        }

        if (kept == 0)
        {
            return [0..0, 0..count];
        }

        if (options.Stride >= kept)
        {
            throw new TruncationException($"The stride, {options.Stride} tokens, has to be less than the {kept} tokens of text in a window.");
        }

        List<Range> windows = [];
        var step = kept - options.Stride;
        if (options.TruncationSide == Side.Right)
        {
            for (var start = 0; windows is not [.., var last] || last.End.Value < count; start += step)
            {
                windows.Add(start..Math.Min(start + kept, count));
            }
        }
        else
        {
            for (var end = count; windows is not [.., var last] || last.Start.Value > 0; end -= step)
            {
                windows.Add(Math.Max(end - kept, 0)..end);
            }
        }

        return windows;
    }
}
