using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>The attention probabilities of one head of one layer (one matrix of HF's <c>output_attentions</c>).</summary>
/// <example>
/// <code>
/// var attention = new AttentionPipeline(model, tokenizer, new AttentionOptions { Layer = 1, Head = 2 }).Run("나는 밥을 먹는다.");
/// Console.WriteLine($"{attention.Encoding.Tokens[1]} looks at itself with {attention[1][1]:F3}");
/// </code>
/// </example>
public sealed class AttentionPipeline : Pipeline<string, float[], TextAttention>
{
    private readonly TextEncoder _encoder;
    private readonly int _layer;
    private readonly int _head;

    /// <summary>Makes the pipeline; no task's head is needed.</summary>
    /// <exception cref="InputException">The model has no such layer or attention head.</exception>
    public AttentionPipeline(BertModel model, BertTokenizer tokenizer, AttentionOptions? options = null)
        : base(model, tokenizer, options ??= new AttentionOptions())
    {
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        _layer = Checked("layer", options.Layer, model.Config.NumHiddenLayers);
        _head = Checked("attention head", options.Head, model.Config.NumAttentionHeads);
    }

    /// <inheritdoc/>
    /// <remarks>The outputs are as large as the activations: no more than one batch of them waits to be fetched.</remarks>
    protected override int BatchesPerWindow => 1;

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(string input) => [_encoder.Encode(input)];

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<float[]> outputs, ForwardOptions options)
    {
        var size = 0;
        foreach (var sequence in sequences)
        {
            size = checked(size + (sequence.Count * sequence.Count));
        }

        using var probabilities = new RentedFloats(size);
        Model.AttentionProbabilities(batch, _layer, _head, probabilities.Span, options);
        var rest = probabilities.Span;
        for (var text = 0; text < outputs.Length; text++)
        {
            var length = sequences[text].Count * sequences[text].Count;
            outputs[text] = rest[..length].ToArray();
            rest = rest[length..];
        }
    }

    /// <inheritdoc/>
    protected override TextAttention Decode(string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        new(outputs[0], sequences[0]);

    /// <inheritdoc/>
    protected override int LengthOf(string input) => input.Length;

    private static int Checked(string what, int number, int count) => number >= 0 && number < count
        ? number
        : throw new InputException($"The {what} is {number}; expected 0 to {count - 1}, all that the model has.");
}
