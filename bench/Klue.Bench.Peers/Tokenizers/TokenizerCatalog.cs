using System.Text;
using Klue.Bench.Workloads;
using Klue.CommandLine;
using Klue.Tokenizer;

namespace Klue.Bench.Peers.Tokenizers;

/// <summary>The tokenizers by their names, all with the vocabulary of one folder, on the same texts.</summary>
internal sealed class TokenizerCatalog
{
    private readonly Dictionary<string, Func<ITokenizerWorker>> _workers;

    /// <summary>Loads the vocabulary of a folder.</summary>
    /// <exception cref="TokenizerException">The folder holds none that Klue reads.</exception>
    /// <exception cref="UsageException">The folder has no vocab.txt, or its options are such as the others do not have.</exception>
    public TokenizerCatalog(string folder, BertTokenizer klue, TextSample sample)
    {
        var vocabulary = Path.Combine(folder, "vocab.txt");
        if (!File.Exists(vocabulary))
        {
            throw new UsageException($"--model '{folder}': there is no vocab.txt, which the other tokenizers read.");
        }

        var capacity = sample.Texts.Max(text => klue.CountTokens(text));
        var microsoft = new Lazy<Microsoft.ML.Tokenizers.BertTokenizer>(() => Microsoft.ML.Tokenizers.BertTokenizer.Create(vocabulary, new()
        {
            LowerCaseBeforeTokenization = klue.Options.Lowercase,
            RemoveNonSpacingMarks = klue.Options.StripAccents ?? klue.Options.Lowercase,
            IndividuallyTokenizeCjk = klue.Options.HandleChineseChars,
        }));
        _workers = new Dictionary<string, Func<ITokenizerWorker>>(StringComparer.Ordinal)
        {
            [Reference] = () => new KlueIds(klue, sample, capacity),
            ["klue-utf8"] = () => new KlueUtf8Ids(klue, sample, capacity),
            ["klue-offsets"] = () => new KlueTokens(klue, sample, capacity),
            ["klue-encoding"] = () => new KlueEncodings(klue, sample),
            ["ml-tokenizers"] = () => new MicrosoftIds(microsoft.Value, sample),
            // Its instances keep their own buffers: one for each thread.
            ["fast-bert"] = () => new FastBertIds(LoadFastBert(vocabulary, klue.Options.Lowercase), sample, capacity),
        };
    }

    /// <summary>The one that the others are held against.</summary>
    public const string Reference = "klue";

    /// <summary>All names, the reference first.</summary>
    public IReadOnlyCollection<string> Names => _workers.Keys;

    /// <summary>Whether it is Klue in another form, and so must give the same ids.</summary>
    public static bool IsKlue(string name) => name.StartsWith(Reference, StringComparison.Ordinal);

    /// <summary>Makes a tokenizer for one thread.</summary>
    public ITokenizerWorker CreateWorker(string name) => _workers[name]();

    // Hangul stays composed, as it is in the vocabulary; by default this library decomposes it.
    private static FastBertTokenizer.BertTokenizer LoadFastBert(string vocabulary, bool lowercase)
    {
        var tokenizer = new FastBertTokenizer.BertTokenizer();
        using var reader = File.OpenText(vocabulary);
        tokenizer.LoadVocabulary(reader, lowercase, normalization: NormalizationForm.FormC);
        return tokenizer;
    }
}
