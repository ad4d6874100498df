using Klue.Configuration;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>
/// STS: how alike two sentences are, about 0 (nothing in common) to 5 (the same): the regressor's output as it is. For sentence vectors and
/// their cosine see <see cref="SentenceSimilarityPipeline"/>.
/// </summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("klue-bert-base-sts");
/// Console.WriteLine(klue.CreateSentenceSimilarity().Run(("방이 넓어요.", "방이 큽니다.")));
/// </code>
/// </example>
public sealed class SentenceSimilarity : SequenceClassificationPipeline<TextPair, float>
{
    private readonly TextEncoder _encoder;

    /// <summary>Makes the pipeline of a model with a sequence classification head of one label.</summary>
    /// <exception cref="InputException">The model has no such head.</exception>
    public SentenceSimilarity(BertModel model, BertTokenizer tokenizer, TaskOptions? options = null)
        : base(model, tokenizer, options ??= new TaskOptions(), ScoreFunction.None)
    {
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        if (model.Config.Labels.Count != 1)
        {
            throw new InputException($"The model has {model.Config.Labels.Count} labels; expected one, for a regressor gives one number.");
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(TextPair input) => [_encoder.EncodePair(input)];

    /// <inheritdoc/>
    protected override float Decode(TextPair input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<float[]> outputs) => outputs[0][0];

    /// <inheritdoc/>
    protected override int LengthOf(TextPair input) => input.Length;
}
