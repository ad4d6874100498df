using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// A text as a weight for each word of the vocabulary (SPLADE, Formal et al. 2021, arXiv 2107.05720; sentence-transformers'
/// <c>SpladePooling</c> with <c>max</c>): log(1 + max(0, logit)), the largest over the text's tokens, special ones included.
/// </summary>
/// <example>
/// <code>
/// var sparse = new SparseEmbeddingPipeline(model, tokenizer).Run("나는 밥을 먹는다.");
/// Console.WriteLine($"{sparse.Count} words, {sparse[0].Index}: {sparse[0].Value}");
/// </code>
/// </example>
public sealed class SparseEmbeddingPipeline : Pipeline<string, SparseValue[], IReadOnlyList<SparseValue>>
{
    private readonly TextEncoder _encoder;

    /// <summary>Makes the pipeline of a model with a masked-LM head.</summary>
    /// <exception cref="InputException">The model has no such head.</exception>
    public SparseEmbeddingPipeline(BertModel model, BertTokenizer tokenizer, SparseEmbeddingOptions? options = null)
        : base(model, tokenizer, options ??= new SparseEmbeddingOptions())
    {
        model.Require(BertHeadKinds.MaskedLanguageModel);
        _encoder = new TextEncoder(tokenizer, model.Config, options);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(string input) => [_encoder.Encode(input)];

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<SparseValue[]> outputs, ForwardOptions options)
    {
        var words = Model.Config.VocabSize;
        using var logits = new RentedFloats(checked(batch.RowCount * words));
        Model.MaskedLanguageModelLogits(batch, [.. Enumerable.Range(0, batch.RowCount)], logits.Span, options);
        for (var text = 0; text < outputs.Length; text++)
        {
            outputs[text] = Weights(logits.Span[(batch.RowStarts[text] * words)..(batch.RowStarts[text + 1] * words)], words);
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<SparseValue> Decode(string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<SparseValue[]> outputs) => outputs[0];

    /// <inheritdoc/>
    protected override int LengthOf(string input) => input.Length;

    // The logarithm keeps the order, so it is taken of the largest alone.
    private static SparseValue[] Weights(ReadOnlySpan<float> logits, int words)
    {
        var largest = logits[..words].ToArray();
        for (var start = words; start < logits.Length; start += words)
        {
            for (var word = 0; word < words; word++)
            {
                largest[word] = MathF.Max(largest[word], logits[start + word]);
            }
        }

        var weights = new List<SparseValue>();
        for (var word = 0; word < words; word++)
        {
            if (largest[word] > 0)
            {
                weights.Add(new SparseValue(word, (float)Math.Log(1 + (double)largest[word])));
            }
        }

        return [.. weights];
    }
}
