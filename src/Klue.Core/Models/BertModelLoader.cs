using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// Makes the parts of a <see cref="BertModel"/> from a checkpoint. Names are HF's, without the encoder's prefix; the
/// checkpoint knows the variants. Whatever is missing or misshapen is an error: nothing is ever initialised at random.
/// </summary>
internal sealed class BertModelLoader(BertConfig config, Checkpoint checkpoint)
{
    private readonly WeightReader _reader = new(checkpoint);
    private readonly int _hidden = config.HiddenSize;

    public BertEmbeddings Embeddings() => new(
        _reader.Table("embeddings.word_embeddings.weight", config.VocabSize, _hidden),
        _reader.Table("embeddings.token_type_embeddings.weight", config.TypeVocabSize, _hidden),
        _reader.Table("embeddings.position_embeddings.weight", config.MaxPositionEmbeddings, _hidden),
        LayerNorm("embeddings.LayerNorm"));

    public BertLayer Layer(int index)
    {
        var name = $"encoder.layer.{index}";
        return new BertLayer(
            config.NumAttentionHeads,
            config.Activation,
            _reader.Linear([$"{name}.attention.self.query", $"{name}.attention.self.key", $"{name}.attention.self.value"], _hidden, _hidden),
            _reader.Linear($"{name}.attention.output.dense", _hidden, _hidden),
            LayerNorm($"{name}.attention.output.LayerNorm"),
            _reader.Linear($"{name}.intermediate.dense", config.IntermediateSize, _hidden),
            _reader.Linear($"{name}.output.dense", _hidden, config.IntermediateSize),
            LayerNorm($"{name}.output.LayerNorm"));
    }

    public BertHeads Heads(BertEmbeddings embeddings)
    {
        var classifier = ClassifierKind();
        var isRoberta = config.ModelType == BertModelType.Roberta;
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
                _ => _reader.Linear(hasClassifierDense ? "classifier.out_proj" : "classifier", config.NumLabels, _hidden),
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
                config.Activation,
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
        if (!config.TieWordEmbeddings)
        {
            var untied = _reader.Linear(weight, biasName, config.VocabSize, _hidden);
            return new Lazy<PackedMatrix>(() => untied);
        }

        // The tied decoder is the embeddings once more, in the layout of a GEMM: made only when somebody predicts words.
        var biases = _reader.Vector(biasName, config.VocabSize);
        return new Lazy<PackedMatrix>(() =>
        {
            var tied = new PackedMatrix(config.VocabSize, _hidden);
            tied.SetRows(0, embeddings.Words.Elements, biases);
            return tied;
        });
    }

    private PackedMatrix? Optional(string name, int rows, bool isRequired) =>
        isRequired || _reader.Has($"{name}.weight") ? _reader.Linear(name, rows, _hidden) : null;

    private LayerNormWeights LayerNorm(string name) => _reader.LayerNorm(name, _hidden, config.LayerNormEps);

    private bool Claims(params ReadOnlySpan<string> heads)
    {
        foreach (var head in heads)
        {
            if (config.Architectures.Any(architecture => architecture.EndsWith(head, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
