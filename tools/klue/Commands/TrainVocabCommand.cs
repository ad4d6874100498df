using System.CommandLine;
using Klue.Cli.Input;
using Klue.Cli.Output;
using Klue.Tokenizer;
using Klue.Tokenizer.Morphemes;
using Klue.Tokenizer.Training;

namespace Klue.Cli.Commands;

/// <summary><c>klue train-vocab</c>: makes a tokenizer folder in KLUE's form from a corpus.</summary>
internal sealed class TrainVocabCommand : Command, IExampleSource
{
    private const int DefaultSize = 32_000;

    private readonly CommandHost _host;
    private readonly Option<string[]> _corpus = new("--corpus")
    {
        Description = "The texts: a text a line, or JSONL by the file's ending; - is standard input. May name several files.",
        HelpName = "FILE...",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _out = new("--out") { Description = "The folder to write.", HelpName = "DIR", Required = true };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Write into a folder that is not empty, replacing its tokenizer." };
    private readonly Option<int?> _size = SharedOptions.Count("--size", $"The tokens to reach, special and unused ones included; {DefaultSize} if not given.");
    private readonly Option<int?> _limitAlphabet = SharedOptions.Count("--limit-alphabet", "The most characters to keep, the most frequent; all if not given. KLUE has 2000.");
    private readonly Option<int?> _minFrequency = SharedOptions.Count("--min-frequency", "Pieces that would occur less often are not made.");
    private readonly Option<int?> _unused = SharedOptions.Count("--unused", "Free tokens [unused0], [unused1], ... at the end; none if not given. KLUE has 500.", least: 0);
    private readonly Option<string[]> _special = new("--special")
    {
        Description = "A special token besides [PAD] [UNK] [CLS] [SEP] [MASK]; may be given again.",
        HelpName = "TOKEN",
    };

    private readonly Option<string?> _mecab = SharedOptions.Mecab("Cut words into morphemes first, by this dictionary");
    private readonly Option<string> _innerMorphemes = new Option<string>("--inner-morphemes")
    {
        Description = "What a morpheme inside a word counts as: a word of its own, as for KLUE, or the rest of the word, with ##.",
        DefaultValueFactory = _ => "independent",
    }.OneOf("independent", "continue");

    private readonly Option<int?> _maxWords = SharedOptions.Count("--max-words", "The most distinct words to keep in memory; the rarest are dropped, and it is said how many.");
    private readonly Option<int?> _threads = SharedOptions.Threads();
    private readonly Option<bool> _json = SharedOptions.Json();

    public TrainVocabCommand(CommandHost host)
        : base("train-vocab", "Train a WordPiece vocabulary, on plain words or on morphemes, as KLUE's was.")
    {
        _host = host;
        foreach (var option in (Option[])
            [_corpus, _out, _overwrite, _size, _limitAlphabet, _minFrequency, _unused, _special, _mecab, _innerMorphemes, _maxWords, _threads, _json])
        {
            Add(option);
        }

        SetAction((arguments, cancellationToken) => Task.FromResult(Run(arguments, cancellationToken)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue train-vocab --corpus news.txt wiki.jsonl --out vocabulary --size 32000 --limit-alphabet 2000",
        "klue train-vocab --corpus news.txt --out vocabulary --mecab mecab-ko-dic --unused 500",
    ];

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var corpus = arguments.GetRequiredValue(_corpus);
        var folder = arguments.GetRequiredValue(_out);
        var size = arguments.GetValue(_size) ?? DefaultSize;
        RefuseToOverwrite(folder, arguments.GetValue(_overwrite));
        var counter = new WordCounter(CounterOptions(arguments));
        var trainer = Trainer(arguments, size);
        var (words, trained) = TrainingBars.Show(_host, BytesOf(corpus), bars =>
        {
            var texts = corpus.SelectMany(file => new InputRows(file, format: null, _host, bars.Read)
                .Read((text, pair) => (string[])(pair is null ? [text] : [text, pair]), RowFields.Default));
            var words = counter.Count(texts.SelectMany(row => row), bars, cancellationToken);
            return (words, trainer.Train(words, bars, cancellationToken));
        });

        // A vocabulary alone does not say which of its tokens are special.
        BertTokenizer.FromVocabulary(trained.Vocabulary).WithSpecialTokens(arguments.GetValue(_special) ?? []).Save(folder);
        if (trained.Vocabulary.Count != size)
        {
            _host.Say(trained.Vocabulary.Count < size
                ? $"the corpus gives no more than {trained.Vocabulary.Count} tokens; --size is {size}"
                : $"the characters alone make {trained.Vocabulary.Count} tokens; --size is {size}, and --limit-alphabet would keep fewer characters");
        }

        Facts(folder, words, trained).Write(_host, arguments.GetValue(_json));
        return ExitCode.Success;
    }

    private static void RefuseToOverwrite(string folder, bool overwrite)
    {
        if (File.Exists(folder))
        {
            throw new UsageException($"--out '{folder}' is a file; expected a folder.");
        }

        if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UsageException($"--out '{folder}' is not empty; --overwrite replaces the tokenizer in it.");
        }
    }

    private static long? BytesOf(string[] corpus) =>
        corpus.All(File.Exists) ? corpus.Sum(file => new FileInfo(file).Length) : null;

    private static IEnumerable<Fact> Facts(string folder, WordCounts words, TrainedVocabulary trained)
    {
        yield return new("folder", folder);
        yield return new("tokens", trained.Vocabulary.Count);
        yield return new("characters", trained.Characters);
        yield return new("dropped_characters", trained.DroppedCharacters);
        yield return new("continuation_characters", trained.ContinuationCharacters);
        yield return new("merges", trained.Merges);
        yield return new("words", words.Total);
        yield return new("distinct_words", words.Words.Count);
        yield return new("pruned_words", words.PrunedWords);
        yield return new("pruned_occurrences", words.PrunedOccurrences);
    }

    private WordCounterOptions CounterOptions(ParseResult arguments)
    {
        var mecab = arguments.GetValue(_mecab);
        var continues = arguments.GetValue(_innerMorphemes) == "continue";
        if (continues && mecab is null)
        {
            throw new UsageException("--inner-morphemes continue needs --mecab DIR.");
        }

        return new WordCounterOptions
        {
            Morphemes = mecab is null ? null : new MorphemeAnalyzer(MecabDictionary.Load(mecab)),
            InnerMorphemes = continues ? InnerMorphemes.Continue : InnerMorphemes.Independent,
            MaxWords = arguments.GetValue(_maxWords),
            MaxDegreeOfParallelism = arguments.GetValue(_threads) ?? Environment.ProcessorCount,
        };
    }

    private WordPieceTrainer Trainer(ParseResult arguments, int size)
    {
        var options = new WordPieceTrainerOptions();
        options = options with
        {
            VocabularySize = size,
            LimitAlphabet = arguments.GetValue(_limitAlphabet),
            MinFrequency = arguments.GetValue(_minFrequency) ?? options.MinFrequency,
            UnusedTokens = arguments.GetValue(_unused) ?? options.UnusedTokens,
            SpecialTokens = [.. options.SpecialTokens, .. arguments.GetValue(_special) ?? []],
        };
        if (options.SpecialTokens.Count + options.UnusedTokens >= size)
        {
            throw new UsageException(
                $"--size {size} leaves nothing to train beside {options.SpecialTokens.Count} special and {options.UnusedTokens} unused tokens.");
        }

        try
        {
            return new WordPieceTrainer(options);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"--special: {exception.Message}", exception);
        }
    }
}
