using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using Klue.Tokenizer;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Suites;

/// <summary>Texts to tokens, one text at a time and in batches.</summary>
internal sealed class TokenizerSuite : Suite
{
    private readonly BertTokenizer _tokenizer;
    private readonly TextSample _sample;
    private readonly string _vocabulary;
    private readonly int[] _ids;
    private readonly Token[] _tokens;
    private readonly long _tokenCount;

    private TokenizerSuite(SuiteSettings settings, BertTokenizer tokenizer, TextSample sample, string vocabulary)
    {
        (_tokenizer, _sample, _vocabulary) = (tokenizer, sample, vocabulary);
        var counts = sample.Texts.Select(text => tokenizer.CountTokens(text)).ToList();
        (_ids, _tokens, _tokenCount) = (new int[counts.Max()], new Token[counts.Max()], counts.Sum(count => (long)count));
        Cases =
        [
            Create("ids", 1, EncodeIds),
            Create("ids_utf8", 1, EncodeUtf8Ids),
            Create("tokens", 1, EncodeTokens),
            Create("encode", 1, Encode),
            .. settings.Threads.Select(threads => Create("batch", threads, () => tokenizer.EncodeBatch(sample.Texts, null, threads))),
            .. settings.Threads.Select(threads => Create("batch_ids", threads, () => tokenizer.EncodeBatchToIds(sample.Texts, maxDegreeOfParallelism: threads))),
        ];
    }

    /// <summary>What is shown of each measurement.</summary>
    public static IReadOnlyList<Column<Measurement>> Shown { get; } =
    [
        Label("mode"), Threads, Label("vocabulary"), Label("texts"), Label("count"),
        MedianMilliseconds, P10Milliseconds, P90Milliseconds, MegabytesPerSecond, TokensPerSecond, ShareOfRead, ReadPeak, Runs,
    ];

    public override string Name => "tokenizer";

    public override IReadOnlyList<Column<Measurement>> Columns => Shown;

    public override IReadOnlyList<BenchCase> Cases { get; }

    /// <summary>Tokenizes the texts of a file, or random ones, with the tokenizer of a folder.</summary>
    public static TokenizerSuite Create(SuiteSettings settings, string folder, string? file)
    {
        var tokenizer = BertTokenizer.Load(folder);
        return new TokenizerSuite(settings, tokenizer, TextSample.Of(file, tokenizer), new DirectoryInfo(folder).Name);
    }

    private BenchCase Create(string mode, int threads, Action run) => new()
    {
        Suite = Name,
        Labels = [new("mode", mode), new("vocabulary", _vocabulary), new("texts", _sample.Name), new("count", _sample.Texts.Count)],
        Threads = threads,
        Work = new Work(Operations: 0, _sample.Utf8Bytes, _tokenCount),
        ReadPeak = Peak.OfReading(_sample.Utf8Bytes, threads),
        Run = run,
    };

    // Into the caller's memory: nothing is allocated.
    private void EncodeIds()
    {
        foreach (var text in _sample.Texts)
        {
            _tokenizer.EncodeToIds(text, _ids, out _);
        }
    }

    private void EncodeUtf8Ids()
    {
        foreach (var text in _sample.Utf8Texts)
        {
            _tokenizer.EncodeToIds(text, _ids, out _);
        }
    }

    // Ids with offsets and words, into the caller's memory.
    private void EncodeTokens()
    {
        foreach (var text in _sample.Texts)
        {
            _tokenizer.EncodeToTokens(text, _tokens, out _);
        }
    }

    // Objects with everything that Hugging Face's have.
    private void Encode()
    {
        foreach (var text in _sample.Texts)
        {
            _tokenizer.Encode(text);
        }
    }
}
