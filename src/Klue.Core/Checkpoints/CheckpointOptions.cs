using Klue.Kernels;
using Klue.Safetensors;

namespace Klue.Checkpoints;

/// <summary>How a checkpoint is opened.</summary>
public sealed record CheckpointOptions
{
    /// <summary>Where the weights' bytes are kept; streamed by default, for a model packs each tensor once into its own layout.</summary>
    public SafetensorsAccess Access { get; init; } = SafetensorsAccess.Streamed;

    /// <summary>
    /// Takes the vocabulary's size from the rows of the word embeddings where <c>config.json</c> says another, with a
    /// warning. Some models on the hub carry the config of the model they were tuned from, and adding tokens adds rows.
    /// By default the difference is an error, as it is in HF.
    /// </summary>
    public bool TrustTensorVocabularySize { get; init; }

    /// <summary>
    /// The format that the encoder's weights are kept in; float32 unless set, but for packed files, which come in their own. With
    /// 16 bits or int8, the word embeddings are kept in 16 bits too; heads, LayerNorm and biases are float32 always.
    /// </summary>
    public WeightFormat? Weights { get; init; }
}
