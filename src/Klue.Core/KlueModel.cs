using System.Runtime.CompilerServices;
using Klue.Configuration;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tokenizer;

namespace Klue;

/// <summary>
/// A model folder of the Hugging Face hub, ready to be asked: <c>config.json</c>, <c>model.safetensors</c>,
/// <c>tokenizer.json</c> or <c>vocab.txt</c>, and, for sentence embeddings, <c>modules.json</c> and what it names.
/// Immutable; any number of threads may use one.
/// </summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("models/klue-mini");
/// foreach (var guess in klue.FillMask("이 영화는 정말 [MASK].")[0])
/// {
///     Console.WriteLine($"{guess.TokenString} {guess.Score:F3}");
/// }
/// </code>
/// </example>
public sealed partial class KlueModel : IDisposable
{
    private readonly KlueModelOptions _options;
    private readonly BertTokenizer? _tokenizer;
    private readonly Lazy<SentenceEmbeddingPipeline> _embedding;

    private KlueModel(string folder, BertModel model, BertTokenizer? tokenizer, SentenceTransformersConfig sentences, KlueModelOptions options)
    {
        (Folder, Model, _tokenizer, SentenceTransformers, _options) = (folder, model, tokenizer, sentences, options);
        _embedding = new Lazy<SentenceEmbeddingPipeline>(() => CreateSentenceEmbedding());
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The folder's name.</summary>
    public string Name => Model.Name;

    /// <summary>The model itself, for token ids instead of texts.</summary>
    public BertModel Model { get; }

    /// <summary>What the folder's config.json says.</summary>
    public BertConfig Config => Model.Config;

    /// <summary>What the folder says about making embeddings; of a plain model folder, the mean over all tokens.</summary>
    public SentenceTransformersConfig SentenceTransformers { get; }

    /// <summary>Whether the folder has a tokenizer; without one only <see cref="Model"/> can be used.</summary>
    public bool HasTokenizer => _tokenizer is not null;

    /// <summary>The tokenizer.</summary>
    /// <exception cref="InputException">The folder has none.</exception>
    public BertTokenizer Tokenizer =>
        _tokenizer ?? throw new InputException($"{Quoted.Text(Folder)} has no tokenizer, neither tokenizer.json nor vocab.txt: the model reads token ids, not texts.");

    /// <summary>Loads a model folder, on all processors.</summary>
    /// <exception cref="IO.FileAccessException">The folder or a file is not there or cannot be read.</exception>
    /// <exception cref="ConfigurationException">A configuration lies, or asks for what Klue does not run.</exception>
    /// <exception cref="Checkpoints.CheckpointException">A tensor is missing or misshapen; nothing is ever initialised at random.</exception>
    /// <exception cref="Safetensors.SafetensorsException">The weights' file breaks a rule of its format.</exception>
    /// <exception cref="TokenizerException">The tokenizer's files do not hold what they should.</exception>
    public static KlueModel Load(string folder, KlueModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new KlueModelOptions();
        var sentences = SentenceTransformersConfig.Load(folder);
        var transformer = sentences.TransformerFolder;
        var tokenizer = Task.Run(() => HoldsTokenizer(transformer) ? BertTokenizer.Load(transformer) : null);

        if (RuntimeFeature.IsDynamicCodeCompiled)
        {
            // What encodes is compiled while the weights are still read, as the kernels are. Without options no text is refused.
            _ = tokenizer.ContinueWith(
                static loaded => loaded.Result?.Encode("가"), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }

        var model = BertModel.Load(transformer, BertModel.NameOf(folder), options.Checkpoint);
        try
        {
            return new KlueModel(folder, model, tokenizer.GetAwaiter().GetResult(), sentences, options);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Frees the weights. No other call may be running or follow.</summary>
    public void Dispose()
    {
        if (_embedding.IsValueCreated)
        {
            _embedding.Value.Dispose();
        }

        Model.Dispose();
    }

    private static bool HoldsTokenizer(string folder) =>
        File.Exists(Path.Combine(folder, "tokenizer.json")) || File.Exists(Path.Combine(folder, "vocab.txt"));
}
