using Klue.Kernels;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>The entities of a text (HF <c>TokenClassificationPipeline</c>), with places in the caller's own string.</summary>
/// <example>
/// <code>
/// var recognise = new TokenClassificationPipeline(model, tokenizer);
/// foreach (var entity in recognise.Run(text))
/// {
///     Console.WriteLine($"{text[entity.Start..entity.End]} {entity.Label} {entity.Score:F3}");
/// }
/// </code>
/// </example>
public sealed class TokenClassificationPipeline : Pipeline<string, float[], IReadOnlyList<Entity>>
{
    private readonly TextEncoder _encoder;
    private readonly EntityAggregation _aggregation;

    /// <summary>Makes the pipeline of a model with a token classification head.</summary>
    /// <exception cref="InputException">The model has no such head.</exception>
    public TokenClassificationPipeline(BertModel model, BertTokenizer tokenizer, TokenClassificationOptions? options = null)
        : base(model, tokenizer, options ??= new TokenClassificationOptions())
    {
        model.Require(BertHeadKinds.TokenClassification);
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        _aggregation = new EntityAggregation(tokenizer, model.Config.Labels, options);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(string input) => [_encoder.Encode(input)];

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<float[]> outputs, ForwardOptions options)
    {
        var labels = Model.Config.Labels.Count;
        using var scores = new RentedFloats(checked(batch.RowCount * labels));
        Model.TokenClassificationLogits(batch, scores.Span, options);
        Softmax.Apply(new MatrixView(scores.Span, batch.RowCount, labels), options.Kernels);
        for (var text = 0; text < outputs.Length; text++)
        {
            outputs[text] = scores.Span[(batch.RowStarts[text] * labels)..(batch.RowStarts[text + 1] * labels)].ToArray();
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Entity> Decode(string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        _aggregation.Read(input, sequences[0], outputs[0]);

    /// <inheritdoc/>
    protected override int LengthOf(string input) => input.Length;
}
