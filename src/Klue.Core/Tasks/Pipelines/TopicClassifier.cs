using Klue.Configuration;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>YNAT: the topic of a news headline. The answer is all topics with their probabilities, the best first.</summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("klue-bert-base-ynat");
/// var topic = klue.CreateTopicClassifier().Run("버스 요금 내달 조정")[0];
/// Console.WriteLine($"{topic.Label} {topic.Score:F3}");
/// </code>
/// </example>
public sealed class TopicClassifier : SequenceClassificationPipeline<string, IReadOnlyList<LabelScore>>
{
    private readonly TextEncoder _encoder;
    private readonly IReadOnlyList<string> _labels;

    /// <summary>Makes the classifier of a model with a sequence classification head of seven labels.</summary>
    /// <exception cref="InputException">The model has no such head, or its labels are not the topics.</exception>
    public TopicClassifier(BertModel model, BertTokenizer tokenizer, TaskOptions? options = null)
        : base(model, tokenizer, options ??= new TaskOptions(), ScoreFunction.Softmax)
    {
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        _labels = TaskLabels.Of(model.Config, KlueLabels.Topics, options.LabelOrder);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(string input) => [_encoder.Encode(input)];

    /// <inheritdoc/>
    protected override IReadOnlyList<LabelScore> Decode(string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) =>
        LabelScore.Ranked(_labels, outputs[0]);

    /// <inheritdoc/>
    protected override int LengthOf(string input) => input.Length;
}
