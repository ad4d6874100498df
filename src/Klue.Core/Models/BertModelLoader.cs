using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Kernels;
using Klue.Tasks;

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
        _reader.Words("embeddings.word_embeddings.weight", _config.VocabSize, _hidden),
        _reader.Table("embeddings.token_type_embeddings.weight", _config.TypeVocabSize, _hidden),
        _reader.Table("embeddings.position_embeddings.weight", _config.MaxPositionEmbeddings, _hidden),
        LayerNorm("embeddings.LayerNorm"));

    public BertLayer[] Layers() =>
        [.. _reader.Encoder().Chunk(Enum.GetValues<EncoderPlace>().Length).Select((matrices, index) => Layer(index, matrices))];

    public BertHeads Heads(BertEmbeddings embeddings)
    {
        var classifier = ClassifierKind();
        var hasClassifierDense = _config.ModelType == BertModelType.Roberta && classifier == BertHeadKinds.SequenceClassification;
        return new BertHeads
        {
            Pooler = hasClassifierDense ? _reader.Linear("classifier.dense", _hidden, _hidden) : Optional("pooler.dense", _hidden, NeedsPooler(classifier)),
            MaskedLanguageModel = MaskedLanguageModel(embeddings),
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

    /// <summary>Reads the weights of all the parts that were made.</summary>
    public void Fill() => _reader.Fill();

    // The matrices in the order of their places.
    private BertLayer Layer(int index, PackedMatrix[] matrices)
    {
        var name = $"encoder.layer.{index}";
        return new BertLayer(
            _config.NumAttentionHeads,
            _config.HiddenActivation,
            matrices[(int)EncoderPlace.Query],
            matrices[(int)EncoderPlace.KeyValue],
            matrices[(int)EncoderPlace.AttentionOutput],
            LayerNorm($"{name}.attention.output.LayerNorm"),
            matrices[(int)EncoderPlace.Intermediate],
            matrices[(int)EncoderPlace.Output],
            LayerNorm($"{name}.output.LayerNorm"));
    }

    // The same tensor names serve three heads: only the architecture tells them apart.
    private BertHeadKinds ClassifierKind() =>
        Claims("ForSequenceClassification") ? BertHeadKinds.SequenceClassification
        : Claims("ForTokenClassification") ? BertHeadKinds.TokenClassification
        : Claims("ForMultipleChoice") ? BertHeadKinds.MultipleChoice
        : BertHeadKinds.None;

    private bool NeedsPooler(BertHeadKinds classifier) =>
        classifier is BertHeadKinds.SequenceClassification or BertHeadKinds.MultipleChoice || _config.KlueTask == KlueTask.Wos || Claims("ForNextSentencePrediction", "ForPreTraining");

    // The checkpoint finds RoBERTa's lm_head under BERT's names; only its activation does not follow the configuration.
    private MaskedLanguageModelHead? MaskedLanguageModel(BertEmbeddings embeddings) =>
        !checkpoint.HasMaskedLanguageModelHead && !Claims("ForMaskedLM", "ForPreTraining")
            ? null
            : new MaskedLanguageModelHead(
                _reader.Linear("cls.predictions.transform.dense", _hidden, _hidden),
                _config.ModelType == BertModelType.Roberta ? Activation.Gelu : _config.HiddenActivation,
                LayerNorm("cls.predictions.transform.LayerNorm"),
                Decoder(embeddings));

    private Lazy<PackedMatrix> Decoder(BertEmbeddings embeddings)
    {
        const string Bias = "cls.predictions.bias";
        if (!checkpoint.IsDecoderTied)
        {
            var untied = _reader.Linear("cls.predictions.decoder.weight", Bias, _config.VocabSize, _hidden);
            return new Lazy<PackedMatrix>(() => untied);
        }

        // The tied decoder is the embeddings once more, in the layout of a GEMM: made only when somebody predicts words.
        var biases = _reader.Vector(Bias, _config.VocabSize);
        return new Lazy<PackedMatrix>(() => Tie(embeddings.Words, biases));
    }

    private static PackedMatrix Tie(PackedTable words, float[] biases)
    {
        var tied = new PackedMatrix(words.Rows, words.Columns, words.Format);
        var pieces = new RowPieces();
        pieces.Add(words.Rows, words.Columns, (row, count) =>
        {
            var rows = new float[count * words.Columns];
            words.CopyRows(row, rows);
            tied.SetRows(row, rows, biases.AsSpan(row, count));
        });
        pieces.Run();
        return tied;
    }

    private PackedMatrix? Optional(string name, int rows, bool isRequired) =>
        isRequired || _reader.Has($"{name}.weight") ? _reader.Linear(name, rows, _hidden) : null;

    private LayerNormWeights LayerNorm(string name) => _reader.LayerNorm(name, _hidden, (float)_config.LayerNormEpsilon);

    // KLUE-baseline's own heads stand on a trunk whose configuration still names the class it was taken from.
    private bool Claims(params ReadOnlySpan<string> heads)
    {
        if (_config.HasKlueHead)
        {
            return false;
        }

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
