using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>How alike two texts are: their vectors, compared as the model's folder says.</summary>
/// <example>
/// <code>
/// var compare = new SentenceSimilarityPipeline(embed);
/// Console.WriteLine(compare.Run(("한 남자가 기타를 치고 있다.", "남자가 악기를 연주한다.")));
/// </code>
/// </example>
public sealed class SentenceSimilarityPipeline : Pipeline<TextPair, float[], float>
{
    private readonly SentenceEmbeddingPipeline _embedding;

    /// <summary>Makes the pipeline over one that embeds, which it does not own.</summary>
    public SentenceSimilarityPipeline(SentenceEmbeddingPipeline embedding)
        : base(Required(embedding).Model, embedding.Tokenizer, embedding.Options) => _embedding = embedding;

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(TextPair input) => input.Pair is { } pair
        ? [_embedding.Encoder.Encode(input.Text), _embedding.Encoder.Encode(pair)]
        : throw new InputException("There is only one text; expected two to compare.");

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<float[]> outputs, ForwardOptions options)
    {
        _embedding.Encoder.Forward(batch, outputs, options);
    }

    /// <inheritdoc/>
    protected override float Decode(TextPair input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        Similarity.Between(outputs[0], outputs[1], _embedding.SimilarityFunction);

    /// <inheritdoc/>
    protected override int LengthOf(TextPair input) => input.Length;

    private static SentenceEmbeddingPipeline Required(SentenceEmbeddingPipeline embedding)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        return embedding;
    }
}
