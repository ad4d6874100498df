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
}
