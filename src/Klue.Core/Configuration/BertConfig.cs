using Klue.Kernels;
using Klue.Tasks;

namespace Klue.Configuration;

/// <summary>
/// What <c>config.json</c> says about a model, under HF's names; a key that the file leaves out has the default of HF's
/// BertConfig or RobertaConfig. Sizes are those of a BERT-base unless the file says otherwise.
/// </summary>
public sealed partial record BertConfig
{
    /// <summary>BERT or RoBERTa.</summary>
    public BertModelType ModelType { get; init; } = BertModelType.Bert;

    /// <summary>HF's class names, such as <c>BertForMaskedLM</c>; may be empty.</summary>
    public IReadOnlyList<string> Architectures { get; init; } = [];

    /// <summary>Rows of the word embeddings, V.</summary>
    public int VocabSize { get; init; } = 30522;

    /// <summary>Width of the hidden states, H.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Number of layers.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary>Number of attention heads; divides <see cref="HiddenSize"/>.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary>Width between the two linear layers of the feed-forward block.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>The function between those two layers, and in BERT's masked-LM head.</summary>
    public Activation HiddenActivation { get; init; } = Activation.Gelu;

    /// <summary>Rows of the position embeddings; RoBERTa leaves the first <see cref="PadTokenId"/> + 1 of them unused.</summary>
    public int MaxPositionEmbeddings { get; init; } = 512;

    /// <summary>Rows of the token type embeddings.</summary>
    public int TypeVocabSize { get; init; } = 2;

    /// <summary>Added to the variance under LayerNorm's root.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-12;

    /// <summary>The id that pads, which RoBERTa's positions pass over.</summary>
    public int PadTokenId { get; init; }

    /// <summary>Whether the masked-LM decoder is the word embeddings, whatever the file holds.</summary>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <summary>The labels' names by id: <c>id2label</c>, else LABEL_0, LABEL_1, ...</summary>
    public IReadOnlyList<string> Labels { get; init; } = ["LABEL_0", "LABEL_1"];

    /// <summary>The labels' ids by name: <c>label2id</c> as the file has it, which HF does not hold against <c>id2label</c>.</summary>
    public IReadOnlyDictionary<string, int> LabelIds { get; init; } = new Dictionary<string, int>();

    /// <summary>What a sequence classifier was trained for, or null.</summary>
    public ProblemType? ProblemType { get; init; }

    /// <summary>What makes scores of logits where neither <see cref="ProblemType"/> nor the number of labels decides, or null.</summary>
    public ScoreFunction? FunctionToApply { get; init; }

    /// <summary>The KLUE task that the model was tuned for by KLUE-baseline: <c>klue_task</c>, which klue-convert writes; null for any other model.</summary>
    public KlueTask? KlueTask { get; init; }

    /// <summary>The sizes of a head of KLUE-baseline's own by name: <c>klue_head</c>, which klue-convert writes.</summary>
    public IReadOnlyDictionary<string, int> KlueHeadSizes { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether the head is one of KLUE-baseline's own, the parser's or the tracker's, whatever <see cref="Architectures"/> says of the trunk's origin.</summary>
    public bool HasKlueHead => KlueTask is Tasks.KlueTask.Dp or Tasks.KlueTask.Wos;

    /// <summary>Width of one attention head.</summary>
    public int HeadSize => HiddenSize / NumAttentionHeads;

    /// <summary>The most tokens that one text may have, special tokens included.</summary>
    public int MaxTokens => ModelType == BertModelType.Roberta ? MaxPositionEmbeddings - PadTokenId - 1 : MaxPositionEmbeddings;

    /// <summary>Whether the ids, types and positions that one of the two models takes are valid for the other and mean the same.</summary>
    public bool HasSameLimits(BertConfig other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (ModelType, VocabSize, MaxPositionEmbeddings, TypeVocabSize, PadTokenId)
            == (other.ModelType, other.VocabSize, other.MaxPositionEmbeddings, other.TypeVocabSize, other.PadTokenId);
    }
}
