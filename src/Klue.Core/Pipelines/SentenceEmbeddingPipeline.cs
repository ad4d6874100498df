using Klue.Configuration;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// Texts as vectors, as sentence-transformers makes them: prompt, transformer, pooling, then the folder's dense layers
/// and normalisation.
/// </summary>
/// <example>
/// <code>
/// using var embed = new SentenceEmbeddingPipeline(model, tokenizer, SentenceTransformersConfig.Load(folder));
/// foreach (var embedding in embed.Stream(File.ReadLines("texts.txt")))
/// {
///     Console.WriteLine(embedding.Vector.Span[0]);
/// }
/// </code>
/// </example>
public sealed class SentenceEmbeddingPipeline : Pipeline<string, float[], SentenceEmbedding>, IDisposable
{
    /// <summary>Makes the pipeline; no head is needed. Dense layers are loaded.</summary>
    /// <param name="model">The transformer.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="config">What the folder says; <see cref="SentenceTransformersConfig.Load"/> reads plain model folders too, as the mean over all tokens.</param>
    /// <param name="options">Lengths, prompt, instruction set and threads.</param>
    /// <exception cref="InputException">The folder's modules do not fit together, or there is no prompt of that name.</exception>
    /// <exception cref="Checkpoints.CheckpointException">The weights of a dense layer are missing or misshapen.</exception>
    public SentenceEmbeddingPipeline(
        BertModel model, BertTokenizer tokenizer, SentenceTransformersConfig config, SentenceEmbeddingOptions? options = null)
        : base(model, tokenizer, options ??= new SentenceEmbeddingOptions())
    {
        ArgumentNullException.ThrowIfNull(config);
        Options = options;
        SimilarityFunction = config.Similarity;
        Encoder = new SentenceEncoder(model, tokenizer, config, options);
    }

    /// <summary>Length of a vector.</summary>
    public int Dimensions => Encoder.Dimensions;

    /// <summary>How the folder means its vectors to be compared.</summary>
    public SimilarityFunction SimilarityFunction { get; }

    internal SentenceEmbeddingOptions Options { get; }

    internal SentenceEncoder Encoder { get; }

    /// <summary>Frees the dense layers. No other call may be running or follow.</summary>
    public void Dispose() => Encoder.Dispose();

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(string input) => [Encoder.Encode(input)];

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<float[]> outputs, ForwardOptions options)
    {
        Encoder.Forward(batch, outputs, options);
    }

    /// <inheritdoc/>
    protected override SentenceEmbedding Decode(string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        new SentenceEmbedding(outputs[0], sequences[0].Count, !sequences[0].Overflow.IsEmpty);

    /// <inheritdoc/>
    protected override int LengthOf(string input) => input.Length;
}
