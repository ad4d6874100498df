using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// Makes the parts of a <see cref="BertModel"/> from a checkpoint. Names are HF's, without the encoder's prefix; the
/// checkpoint knows the variants. Whatever is missing or misshapen is an error: nothing is ever initialised at random.
/// </summary>
internal sealed class BertModelLoader(Checkpoint checkpoint)
{
    private readonly WeightReader _reader = new(checkpoint);
    private readonly BertConfig _config = checkpoint.Config;
    private readonly int _hidden = checkpoint.Config.HiddenSize;

    public BertEmbeddings Embeddings() => new(
        _reader.Table("embeddings.word_embeddings.weight", _config.VocabSize, _hidden),
        _reader.Table("embeddings.token_type_embeddings.weight", _config.TypeVocabSize, _hidden),
        _reader.Table("embeddings.position_embeddings.weight", _config.MaxPositionEmbeddings, _hidden),
        LayerNorm("embeddings.LayerNorm"));

    public BertLayer Layer(int index)
    {
        var name = $"encoder.layer.{index}";
        return new BertLayer(
            _config.NumAttentionHeads,
            _config.HiddenActivation,
            _reader.Linear($"{name}.attention.self.query", _hidden, _hidden),
            _reader.Linear([$"{name}.attention.self.key", $"{name}.attention.self.value"], _hidden, _hidden),
            _reader.Linear($"{name}.attention.output.dense", _hidden, _hidden),
            LayerNorm($"{name}.attention.output.LayerNorm"),
            _reader.Linear($"{name}.intermediate.dense", _config.IntermediateSize, _hidden),
            _reader.Linear($"{name}.output.dense", _hidden, _config.IntermediateSize),
            LayerNorm($"{name}.output.LayerNorm"));
    }

    public BertHeads Heads(BertEmbeddings embeddings)
    {
        var classifier = ClassifierKind();
        var isRoberta = _config.ModelType == BertModelType.Roberta;
        var hasClassifierDense = isRoberta && classifier == BertHeadKinds.SequenceClassification;
        return new BertHeads
        {
            Pooler = hasClassifierDense ? _reader.Linear("classifier.dense", _hidden, _hidden) : Optional("pooler.dense", _hidden, NeedsPooler(classifier)),
            MaskedLanguageModel = isRoberta ? RobertaLanguageModel(embeddings) : BertLanguageModel(embeddings),
            NextSentence = Optional("cls.seq_relationship", 2, Claims("ForNextSentencePrediction", "ForPreTraining")),
            QuestionAnswering = Optional("qa_outputs", 2, Claims("ForQuestionAnswering")),
            ClassifierKind = classifier,
            Classifier = classifier switch
            {
                BertHeadKinds.None => null,
                BertHeadKinds.MultipleChoice => _reader.Linear("classifier", 1, _hidden),
                _ => _reader.Linear(hasClassifierDense ? "classifier.out_proj" : "classifier", _config.Labels.Count, _hidden),
            },
        };
    }

    // The same tensor names serve three heads: only the architecture tells them apart.
    private BertHeadKinds ClassifierKind() =>
        Claims("ForSequenceClassification") ? BertHeadKinds.SequenceClassification
        : Claims("ForTokenClassification") ? BertHeadKinds.TokenClassification
        : Claims("ForMultipleChoice") ? BertHeadKinds.MultipleChoice
        : BertHeadKinds.None;

    private bool NeedsPooler(BertHeadKinds classifier) =>
        classifier is BertHeadKinds.SequenceClassification or BertHeadKinds.MultipleChoice || Claims("ForNextSentencePrediction", "ForPreTraining");

    private MaskedLanguageModelHead? BertLanguageModel(BertEmbeddings embeddings) =>
        !Claims("ForMaskedLM", "ForPreTraining") && !_reader.Has("cls.predictions.transform.dense.weight")
            ? null
            : new MaskedLanguageModelHead(
                _reader.Linear("cls.predictions.transform.dense", _hidden, _hidden),
                _config.HiddenActivation,
                LayerNorm("cls.predictions.transform.LayerNorm"),
                Decoder(embeddings, "cls.predictions.decoder.weight", "cls.predictions.bias", "cls.predictions.decoder.bias"));

    private MaskedLanguageModelHead? RobertaLanguageModel(BertEmbeddings embeddings) =>
        !Claims("ForMaskedLM") && !_reader.Has("lm_head.dense.weight")
            ? null
            : new MaskedLanguageModelHead(
                _reader.Linear("lm_head.dense", _hidden, _hidden),
                Activation.Gelu,
                LayerNorm("lm_head.layer_norm"),
                Decoder(embeddings, "lm_head.decoder.weight", "lm_head.bias", "lm_head.decoder.bias"));

    private Lazy<PackedMatrix> Decoder(BertEmbeddings embeddings, string weight, string bias, string otherBias)
    {
        var biasName = _reader.Has(bias) ? bias : otherBias;
        if (!checkpoint.IsDecoderTied)
        {
            var untied = _reader.Linear(weight, biasName, _config.VocabSize, _hidden);
            return new Lazy<PackedMatrix>(() => untied);
        }

        // The tied decoder is the embeddings once more, in the layout of a GEMM: made only when somebody predicts words.
        var biases = _reader.Vector(biasName, _config.VocabSize);
        return new Lazy<PackedMatrix>(() =>
        {
            var tied = new PackedMatrix(_config.VocabSize, _hidden);
            tied.SetRows(0, embeddings.Words.Elements, biases);
            return tied;
        });
    }

    private PackedMatrix? Optional(string name, int rows, bool isRequired) =>
        isRequired || _reader.Has($"{name}.weight") ? _reader.Linear(name, rows, _hidden) : null;

    private LayerNormWeights LayerNorm(string name) => _reader.LayerNorm(name, _hidden, (float)_config.LayerNormEpsilon);

    private bool Claims(params ReadOnlySpan<string> heads)
    {
        foreach (var head in heads)
        {
            if (_config.Architectures.Any(architecture => architecture.EndsWith(head, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
