using System.Runtime.InteropServices;

namespace Klue.Tokenizer.Training;

/// <summary>
/// How often each distinct word occurs in a corpus. A word that begins with <c>##</c> is the rest of a word, and trained as such;
/// no other has that form, because '#' is punctuation and a word alone.
/// </summary>
public sealed class WordCounts
{
    private readonly int _maxWords;
    private Dictionary<string, long> _counts;

    /// <summary>Takes words that were counted elsewhere.</summary>
    /// <param name="words">Words as BERT's pre-tokenizer leaves them, with counts above 0; counts of equal words are added.</param>
    /// <exception cref="ArgumentException">A word is empty, or its count is not above 0.</exception>
    public WordCounts(IEnumerable<KeyValuePair<string, long>> words)
        : this(maxWords: null)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach (var (word, count) in words)
        {
            if (string.IsNullOrEmpty(word) || count <= 0)
            {
                throw new ArgumentException(
                    $"The word '{word}' has the count {count}; words must not be empty and counts must be above 0.", nameof(words));
            }

            Add(word, count);
        }
    }

    internal WordCounts(int? maxWords)
    {
        _maxWords = maxWords ?? Array.MaxLength;
        _counts = new Dictionary<string, long>(StringComparer.Ordinal);
    }

    /// <summary>The distinct words with their counts, in the order in which the corpus brought them.</summary>
    public IReadOnlyDictionary<string, long> Words => _counts;

    /// <summary>Number of occurrences of all words together.</summary>
    public long Total { get; private set; }

    /// <summary>
    /// How many times a word was dropped because there were too many distinct ones; a word that came back may be counted again.
    /// </summary>
    public long PrunedWords { get; private set; }

    /// <summary>The occurrences that were lost with the dropped words.</summary>
    public long PrunedOccurrences { get; private set; }

    /// <summary>Adds the words of another part of the corpus, then drops the rarest if there are too many.</summary>
    internal void Merge(IEnumerable<KeyValuePair<string, long>> words)
    {
        foreach (var (word, count) in words)
        {
            Add(word, count);
        }

        if (_counts.Count > _maxWords)
        {
            Prune();
        }
    }

    private void Add(string word, long count)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, word, out _) += count;
        Total += count;
    }

    private void Prune()
    {
        // All words of one count go or stay together, so that nothing depends on their order.
        var wordsOfCount = new SortedDictionary<long, int>();
        foreach (var count in _counts.Values)
        {
            wordsOfCount[count] = wordsOfCount.GetValueOrDefault(count) + 1;
        }

        var kept = _counts.Count;
        var least = 0L;
        foreach (var (count, words) in wordsOfCount)
        {
            if (kept <= _maxWords * 3L / 4)
            {
                break;
            }

            kept -= words;
            least = count + 1;
            PrunedWords += words;
            PrunedOccurrences += words * count;
            Total -= words * count;
        }

        var counts = new Dictionary<string, long>(kept, StringComparer.Ordinal);
        foreach (var (word, count) in _counts)
        {
            if (count >= least)
            {
                counts.Add(word, count);
            }
        }

        _counts = counts;
    }
}
