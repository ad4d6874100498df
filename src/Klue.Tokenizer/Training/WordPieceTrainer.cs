using System.Text;

namespace Klue.Tokenizer.Training;

/// <summary>
/// Makes a WordPiece vocabulary from counted words as Hugging Face's <c>WordPieceTrainer</c> does (tokenizers 0.13,
/// <c>models/bpe/trainer.rs</c>): starting with single characters, it joins the most frequent pair of neighbours until the
/// vocabulary is large enough.
/// </summary>
/// <remarks>The same words in the same order give the same vocabulary, always.</remarks>
public sealed class WordPieceTrainer
{
    /// <summary>Merges between two reports.</summary>
    private const int ReportInterval = 256;

    private readonly WordPieceTrainerOptions _options;

    /// <summary>Creates a trainer.</summary>
    /// <exception cref="ArgumentException">
    /// An option is out of range, or a special token is empty or there twice; the message names it.
    /// </exception>
    public WordPieceTrainer(WordPieceTrainerOptions? options = null)
    {
        _options = options ?? new WordPieceTrainerOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.VocabularySize, nameof(WordPieceTrainerOptions.VocabularySize));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MinFrequency, nameof(WordPieceTrainerOptions.MinFrequency));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.LimitAlphabet ?? 1, nameof(WordPieceTrainerOptions.LimitAlphabet));
        ArgumentOutOfRangeException.ThrowIfNegative(_options.UnusedTokens, nameof(WordPieceTrainerOptions.UnusedTokens));
        var known = new HashSet<string>(UnusedTokens(), StringComparer.Ordinal);
        foreach (var token in _options.SpecialTokens)
        {
            if (string.IsNullOrEmpty(token) || !known.Add(token))
            {
                throw new ArgumentException(
                    $"{nameof(WordPieceTrainerOptions.SpecialTokens)}: '{token}' is empty, there twice, or an unused token.",
                    nameof(options));
            }
        }
    }

    /// <summary>Trains a vocabulary.</summary>
    /// <param name="words">The words of the corpus.</param>
    /// <param name="progress">Told now and then how many tokens the vocabulary has.</param>
    /// <param name="cancellationToken">Ends the training between two merges.</param>
    /// <exception cref="TokenizerException">There are no words.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainedVocabulary Train(
        WordCounts words, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Words.Count == 0)
        {
            throw new TokenizerException(words.PrunedOccurrences == 0
                ? "The corpus holds no words to train a vocabulary on."
                : $"The corpus has no words left to train a vocabulary on: all {words.PrunedOccurrences} occurrences were dropped to keep "
                    + $"to {nameof(WordCounterOptions.MaxWords)}.");
        }

        var size = _options.VocabularySize - _options.UnusedTokens;
        var pieces = new PieceTable(_options.SpecialTokens);
        var alphabet = new Alphabet(words, _options.LimitAlphabet);
        foreach (var character in alphabet.Kept)
        {
            pieces.GetOrAdd(character.ToString());
        }

        var continuationCharacters = AddContinuations(words, pieces);
        var pairs = new PairQueue();
        var segmentation = new Segmentation(words, pieces, pairs);
        var merges = 0;
        while (pieces.Count < size && pairs.TryTake(Math.Max(1, _options.MinFrequency), out var pair))
        {
            cancellationToken.ThrowIfCancellationRequested();
            segmentation.Merge(pair, pieces.GetOrAdd(pieces.Join(pair.Pair)), pairs);
            if (++merges % ReportInterval == 0)
            {
                progress?.Report(new TrainingProgress(TrainingStage.MergingPieces, pieces.Count, size));
            }
        }

        progress?.Report(new TrainingProgress(TrainingStage.MergingPieces, pieces.Count, size));
        return new TrainedVocabulary(
            new Vocabulary([.. pieces.Tokens, .. UnusedTokens()]),
            alphabet.Kept.Count,
            alphabet.DroppedCount,
            continuationCharacters,
            merges);
    }

    private IEnumerable<string> UnusedTokens() => Enumerable.Range(0, _options.UnusedTokens).Select(i => $"[unused{i}]");

    /// <summary>Adds each character that stands behind another in some word, with its prefix.</summary>
    private int AddContinuations(WordCounts words, PieceTable pieces)
    {
        var found = new HashSet<Rune>();
        foreach (var word in words.Words.Keys)
        {
            foreach (var (character, continues) in TrainingWord.CharactersOf(word))
            {
                if (continues)
                {
                    found.Add(character);
                }
            }
        }

        var first = pieces.Count;
        var tokens = found.Order()
            .Where(character => pieces.Contains(character.ToString()))
            .Select(character => $"{WordSplitter.Continuation}{character}")
            .ToArray();
        foreach (var token in _options.ContinuationOrder.Intersect(tokens).Concat(tokens))
        {
            pieces.GetOrAdd(token);
        }

        return pieces.Count - first;
    }
}
