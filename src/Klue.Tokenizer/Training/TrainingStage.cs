namespace Klue.Tokenizer.Training;

/// <summary>What a training is busy with.</summary>
public enum TrainingStage
{
    /// <summary>Reading the corpus; progress is in UTF-16 units of text.</summary>
    CountingWords,

    /// <summary>Joining pieces; progress is in tokens of the vocabulary.</summary>
    MergingPieces,
}
