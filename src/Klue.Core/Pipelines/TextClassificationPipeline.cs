using Klue.Configuration;
using Klue.Kernels;
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
public sealed class TextClassificationPipeline : Pipeline<TextPair, float[], IReadOnlyList<LabelScore>>
{
    private readonly TextClassificationOptions _options;
    private readonly TextEncoder _encoder;
    private readonly ScoreFunction _function;

    /// <summary>Makes the pipeline of a model with a sequence classification head.</summary>
    /// <exception cref="InputException">The model has no such head.</exception>
    public TextClassificationPipeline(BertModel model, BertTokenizer tokenizer, TextClassificationOptions? options = null)
        : base(model, tokenizer, options ??= new TextClassificationOptions())
    {
        model.Require(BertHeadKinds.SequenceClassification);
        _options = options;
        _encoder = new TextEncoder(tokenizer, model.Config, options.MaxLength, options.Truncate);
        _function = options.FunctionToApply ?? FunctionOf(model.Config);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(TextPair input) => [_encoder.Encode(input)];

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<float[]> outputs, ForwardOptions options)
    {
        using var scores = new RentedFloats(sequences.Length * Model.Config.Labels.Count);
        Model.SequenceClassificationLogits(batch, scores.Span, options);
        var texts = new MatrixView(scores.Span, sequences.Length, Model.Config.Labels.Count);
        if (_function == ScoreFunction.Softmax)
        {
            Softmax.Apply(texts, options.Kernels);
        }
        else if (_function == ScoreFunction.Sigmoid)
        {
            Elementwise.Apply(scores.Span, Activation.Sigmoid, options.Kernels);
        }

        for (var text = 0; text < outputs.Length; text++)
        {
            outputs[text] = texts.Row(text).ToArray();
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LabelScore> Decode(TextPair input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        [.. ScoredId.Best(outputs[0], [], _options.TopK ?? outputs[0].Length).Select(best => new LabelScore(Model.Config.Labels[best.Id], best.Score))];

    /// <inheritdoc/>
    protected override int LengthOf(TextPair input) => input.Length;

    // HF's TextClassificationPipeline.postprocess: function_to_apply counts only where nothing else decides.
    internal static ScoreFunction FunctionOf(BertConfig config) => config switch
    {
        { ProblemType: ProblemType.Regression } => ScoreFunction.None,
        { ProblemType: ProblemType.MultiLabelClassification } or { Labels.Count: 1 } => ScoreFunction.Sigmoid,
        { ProblemType: ProblemType.SingleLabelClassification } or { Labels.Count: > 1 } => ScoreFunction.Softmax,
        _ => config.FunctionToApply ?? ScoreFunction.None,
    };
}
