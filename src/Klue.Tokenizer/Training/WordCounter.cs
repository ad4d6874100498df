using Klue.Tokenizer.Morphemes;
using Klue.Tokenizer.Normalization;

namespace Klue.Tokenizer.Training;

/// <summary>Counts the words of a corpus, streaming, on several threads; memory grows with the number of distinct words.</summary>
/// <remarks>
/// The corpus is cut into blocks of a fixed size. Each is counted by itself, and the counts are added in the order of the
/// blocks: the result, with what was dropped, depends neither on the number of threads nor on their timing.
/// </remarks>
public sealed class WordCounter
{
    /// <summary>UTF-16 units after which a block ends with the next text.</summary>
    private const int BlockLength = 1 << 20;

    private readonly WordCounterOptions _options;
    private readonly BertNormalizer _normalizer;

    /// <summary>Creates a counter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it.</exception>
    public WordCounter(WordCounterOptions? options = null)
    {
        _options = options ?? new WordCounterOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(
            _options.MaxDegreeOfParallelism, nameof(WordCounterOptions.MaxDegreeOfParallelism));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxWords ?? 1, nameof(WordCounterOptions.MaxWords));
        if (!Enum.IsDefined(_options.InnerMorphemes))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), _options.InnerMorphemes, $"{nameof(WordCounterOptions.InnerMorphemes)} is not defined.");
        }

        var normalization = _options.Normalization;
        _normalizer = new BertNormalizer(
            normalization.CleanText,
            normalization.HandleChineseChars,
            normalization.StripAccents ?? normalization.Lowercase,
            normalization.Lowercase);
    }

    /// <summary>Counts the words of texts.</summary>
    /// <param name="texts">
    /// Texts of any length, such as the lines of a file; no word reaches from one into the next. Read once, one at a time.
    /// </param>
    /// <param name="progress">Told after each block how many UTF-16 units are counted.</param>
    /// <param name="cancellationToken">Ends the counting between two texts.</param>
    /// <exception cref="OperationCanceledException">The counting was cancelled.</exception>
    public WordCounts Count(
        IEnumerable<string> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var counts = new WordCounts(_options.MaxWords);
        var running = new Queue<Task<WordTable>>();
        var done = 0L;
        foreach (var block in Blocks(texts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_options.MaxDegreeOfParallelism == 1)
            {
                Add(CountBlock(block, cancellationToken));
                continue;
            }

            if (running.Count == _options.MaxDegreeOfParallelism)
            {
                Add(running.Dequeue().GetAwaiter().GetResult());
            }

            running.Enqueue(Task.Run(() => CountBlock(block, cancellationToken), cancellationToken));
        }

        while (running.TryDequeue(out var task))
        {
            Add(task.GetAwaiter().GetResult());
        }

        return counts;

        void Add(WordTable table)
        {
            counts.Merge(table.Counts);
            done += table.TextLength;
            progress?.Report(new TrainingProgress(TrainingStage.CountingWords, done, Total: null));
        }
    }

    private static IEnumerable<List<string>> Blocks(IEnumerable<string> texts)
    {
        var block = new List<string>();
        var length = 0L;
        foreach (var text in texts)
        {
            block.Add(text);
            length += text.Length;
            if (length >= BlockLength)
            {
                yield return block;
                block = [];
                length = 0;
            }
        }

        if (block.Count > 0)
        {
            yield return block;
        }
    }

    private WordTable CountBlock(List<string> block, CancellationToken cancellationToken)
    {
        var table = new WordTable();
        var splitter = new WordSplitter(_normalizer, _options.InnerMorphemes, table);
        var morphemes = new List<Morpheme>();
        foreach (var text in block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            morphemes.Clear();
            _options.Morphemes?.Analyze(text, morphemes);
            splitter.Split(text, morphemes);
            table.TextLength += text.Length;
        }

        return table;
    }
}
