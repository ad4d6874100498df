using Klue.Configuration;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>
/// NLI: whether a premise entails a hypothesis, contradicts it, or neither. The answer is all three labels with their probabilities, the
/// best first.
/// </summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("klue-bert-base-nli");
/// var verdict = klue.CreateNaturalLanguageInference().Run(("그는 어제 부산에 갔다.", "그는 어제 서울에 있었다."))[0];
/// Console.WriteLine($"{verdict.Label} {verdict.Score:F3}");
/// </code>
/// </example>
public sealed class NaturalLanguageInference : SequenceClassificationPipeline<TextPair, IReadOnlyList<LabelScore>>
{
    private readonly TextEncoder _encoder;
    private readonly IReadOnlyList<string> _labels;

    /// <summary>Makes the pipeline of a model with a sequence classification head of three labels.</summary>
    /// <exception cref="InputException">The model has no such head, or its labels are not those of NLI.</exception>
    public NaturalLanguageInference(BertModel model, BertTokenizer tokenizer, TaskOptions? options = null)
        : base(model, tokenizer, options ??= new TaskOptions(), ScoreFunction.Softmax)
    {
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        _labels = TaskLabels.Of(model.Config, KlueLabels.Inference, options.LabelOrder);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(TextPair input) => [_encoder.EncodePair(input)];

    /// <inheritdoc/>
    protected override IReadOnlyList<LabelScore> Decode(TextPair input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        LabelScore.Ranked(_labels, outputs[0]);

    /// <inheritdoc/>
    protected override int LengthOf(TextPair input) => input.Length;
}
