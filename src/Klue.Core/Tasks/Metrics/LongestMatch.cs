using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Klue.Tasks.Metrics;

/// <summary>
/// The longest run of code points that two texts share, found as Python's <c>difflib.SequenceMatcher</c> finds it, on which the official
/// ROUGE-W rests.
/// </summary>
public static class LongestMatch
{
    private const int FrequentFrom = 200;

    /// <summary>The length of the run.</summary>
    /// <param name="prediction">Code points of the answer given.</param>
    /// <param name="answer">Code points of the accepted answer.</param>
    /// <param name="ignoreFrequent">
    /// difflib's heuristic for second texts of 200 and more: characters that make up more than about 1 % of it take no part in the
    /// search; the run found without them is only widened over equal neighbours afterwards. Of equally long runs the first in
    /// <paramref name="prediction"/>, then the first in <paramref name="answer"/>, is the one that is widened; without any run the
    /// texts' beginnings are.
    /// </param>
    public static int Length(ReadOnlySpan<int> prediction, ReadOnlySpan<int> answer, bool ignoreFrequent)
    {
        var frequent = ignoreFrequent && answer.Length >= FrequentFrom ? Frequent(answer) : FrozenSet<int>.Empty;
        var (start, answerStart, length) = Search(prediction, answer, frequent);
        while (start > 0 && answerStart > 0 && prediction[start - 1] == answer[answerStart - 1])
        {
            (start, answerStart, length) = (start - 1, answerStart - 1, length + 1);
        }

        return length + prediction[(start + length)..].CommonPrefixLength(answer[(answerStart + length)..]);
    }

    private static FrozenSet<int> Frequent(ReadOnlySpan<int> answer)
    {
        var counts = new Dictionary<int, int>();
        foreach (var character in answer)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, character, out _)++;
        }

        var limit = (answer.Length / 100) + 1;
        return counts.Where(count => count.Value > limit).Select(count => count.Key).ToFrozenSet();
    }

    private static (int Start, int AnswerStart, int Length) Search(ReadOnlySpan<int> prediction, ReadOnlySpan<int> answer, FrozenSet<int> frequent)
    {
        var best = (Start: 0, AnswerStart: 0, Length: 0);

        // lengths[j + 1]: the length of the run that ends at the current place of the prediction and at j of the answer.
        var lengths = new int[answer.Length + 1];
        for (var i = 0; i < prediction.Length; i++)
        {
            var searched = !frequent.Contains(prediction[i]);
            for (var j = answer.Length - 1; j >= 0; j--)
            {
                lengths[j + 1] = searched && prediction[i] == answer[j] ? lengths[j] + 1 : 0;
            }

            for (var j = 0; j < answer.Length; j++)
            {
                if (lengths[j + 1] > best.Length)
                {
                    best = (i - lengths[j + 1] + 1, j - lengths[j + 1] + 1, lengths[j + 1]);
                }
            }
        }

        return best;
    }
}
