using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// The label of a text or of a pair (HF <c>TextClassificationPipeline</c>). Only the first token is computed in the
/// last layer.
/// </summary>
/// <example>
/// <code>
/// var classify = new TextClassificationPipeline(model, tokenizer);
/// var best = classify.Run("정말 재미있게 봤습니다.")[0];
/// Console.WriteLine($"{best.Label} {best.Score:F3}");
/// </code>
/// </example>
public sealed class TextClassificationPipeline : SequenceClassificationPipeline<TextPair, IReadOnlyList<LabelScore>>
{
    private readonly TextClassificationOptions _options;
    private readonly TextEncoder _encoder;

    /// <summary>Makes the pipeline of a model with a sequence classification head.</summary>
    /// <exception cref="InputException">The model has no such head.</exception>
    public TextClassificationPipeline(BertModel model, BertTokenizer tokenizer, TextClassificationOptions? options = null)
        : base(model, tokenizer, options ??= new TextClassificationOptions(), options.FunctionToApply)
    {
        _options = options;
        _encoder = new TextEncoder(tokenizer, model.Config, options);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(TextPair input) => [_encoder.Encode(input)];

    /// <inheritdoc/>
    protected override IReadOnlyList<LabelScore> Decode(TextPair input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        LabelScore.Ranked(Model.Config.Labels, outputs[0], _options.TopK);

    /// <inheritdoc/>
    protected override int LengthOf(TextPair input) => input.Length;
}
