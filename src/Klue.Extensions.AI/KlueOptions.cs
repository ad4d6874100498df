using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Pipelines;
using Klue.Safetensors;

namespace Klue.Extensions.AI;

/// <summary>
/// Which model is loaded, and how. Everything may stand in a configuration; <see cref="Folder"/> alone has no default. Checked when the
/// application starts.
/// </summary>
public sealed class KlueOptions
{
    /// <summary>The model's folder, as Hugging Face writes it; a relative one starts at the working folder.</summary>
    public string? Folder { get; set; }

    /// <summary>The most threads that one call may use; all processors when null. Changes no bit of any result.</summary>
    public int? Threads { get; set; }

    /// <summary>The format that the encoder's weights are kept in; the file's own when null: float32, or what klue-convert packed.</summary>
    public WeightFormat? Weights { get; set; }

    /// <summary>Where the weights' bytes are kept; packed files are always mapped.</summary>
    public SafetensorsAccess Access { get; set; } = SafetensorsAccess.Streamed;

    /// <summary>Takes the vocabulary's size from the weights where config.json says another, which is an error otherwise.</summary>
    public bool TrustTensorVocabularySize { get; set; }

    /// <summary>About how many tokens embedding computes together; by default as many as keep a layer's activations in the cache.</summary>
    public int? TokensPerBatch { get; set; }

    /// <summary>The most tokens of a text to embed, special tokens included; the folder's own limit when null.</summary>
    public int? MaxLength { get; set; }

    /// <summary>Whether a longer text to embed is cut, as sentence-transformers does; otherwise it is an error.</summary>
    public bool Truncate { get; set; } = true;

    /// <summary>The name of a prompt of the folder, put before every text to embed; the folder's default when null.</summary>
    public string? PromptName { get; set; }

    /// <summary>A prompt in its own words; it counts more than a name, and an empty one means none.</summary>
    public string? Prompt { get; set; }

    private KernelOptions Kernels =>
        Threads is { } threads ? new KernelOptions { MaxDegreeOfParallelism = threads } : KernelOptions.Default;

    internal KlueModelOptions ToModelOptions() => new()
    {
        Checkpoint = new CheckpointOptions { Access = Access, Weights = Weights, TrustTensorVocabularySize = TrustTensorVocabularySize },
        Kernels = Kernels,
    };

    internal SentenceEmbeddingOptions ToEmbeddingOptions() => new()
    {
        Kernels = Kernels,
        TokensPerBatch = TokensPerBatch,
        MaxLength = MaxLength,
        Truncate = Truncate,
        PromptName = PromptName,
        Prompt = Prompt,
    };
}
