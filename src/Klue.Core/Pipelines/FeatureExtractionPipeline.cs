using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>The hidden states of every token of a text (HF <c>FeatureExtractionPipeline</c>), of the last layer or of all.</summary>
/// <example>
/// <code>
/// var features = new FeatureExtractionPipeline(model, tokenizer).Run("나는 밥을 먹는다.");
/// Console.WriteLine($"{features.Tokens[1]}: {features[1][0]}");
/// </code>
/// </example>
public sealed class FeatureExtractionPipeline : Pipeline<string, float[], TextFeatures>
{
    private readonly TextEncoder _encoder;
    private readonly int _states;

    /// <summary>Makes the pipeline; no head is needed.</summary>
    public FeatureExtractionPipeline(BertModel model, BertTokenizer tokenizer, FeatureExtractionOptions? options = null)
        : base(model, tokenizer, options ??= new FeatureExtractionOptions())
    {
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        _states = options.AllHiddenStates ? model.Config.NumHiddenLayers + 1 : 1;
    }

    /// <inheritdoc/>
    /// <remarks>The outputs are as large as the activations: no more than one batch of them waits to be fetched.</remarks>
    protected override int BatchesPerWindow => 1;

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(string input) => [_encoder.Encode(input)];

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<float[]> outputs, ForwardOptions options)
    {
        var hidden = Model.Config.HiddenSize;
        using var states = new RentedFloats(checked(_states * batch.RowCount * hidden));
        if (_states == 1)
        {
            Model.Forward(batch, states.Span, options);
        }
        else
        {
            Model.ForwardHiddenStates(batch, states.Span, options);
        }

        for (var text = 0; text < outputs.Length; text++)
        {
            var length = sequences[text].Count * hidden;
            var values = new float[_states * length];
            for (var state = 0; state < _states; state++)
            {
                states.Span.Slice(((state * batch.RowCount) + batch.RowStarts[text]) * hidden, length).CopyTo(values.AsSpan(state * length));
            }

            outputs[text] = values;
        }
    }

    /// <inheritdoc/>
    protected override TextFeatures Decode(string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        new TextFeatures(outputs[0], sequences[0].Tokens, Model.Config.HiddenSize);

    /// <inheritdoc/>
    protected override int LengthOf(string input) => input.Length;
}
