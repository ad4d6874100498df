using Klue.Configuration;
using Klue.Kernels;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// What all pipelines over a sequence classification head have in common: a row of scores, one a label, for each sequence. Only the
/// first token is computed in the last layer.
/// </summary>
/// <typeparam name="TInput">What one answer is asked about.</typeparam>
/// <typeparam name="TResult">The answer.</typeparam>
public abstract class SequenceClassificationPipeline<TInput, TResult> : Pipeline<TInput, float[], TResult>
    where TInput : notnull
{
    private readonly ScoreFunction _function;

    private protected SequenceClassificationPipeline(BertModel model, BertTokenizer tokenizer, PipelineOptions options, ScoreFunction? function)
        : base(model, tokenizer, options)
    {
        model.Require(BertHeadKinds.SequenceClassification);
        _function = function ?? FunctionOf(model.Config);
    }

    /// <inheritdoc/>
    protected sealed override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<float[]> outputs, ForwardOptions options)
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

    // HF's TextClassificationPipeline.postprocess: function_to_apply counts only where nothing else decides.
    internal static ScoreFunction FunctionOf(BertConfig config) => config switch
    {
        { ProblemType: ProblemType.Regression } => ScoreFunction.None,
        { ProblemType: ProblemType.MultiLabelClassification } or { Labels.Count: 1 } => ScoreFunction.Sigmoid,
        { ProblemType: ProblemType.SingleLabelClassification } or { Labels.Count: > 1 } => ScoreFunction.Softmax,
        _ => config.FunctionToApply ?? ScoreFunction.None,
    };
}
