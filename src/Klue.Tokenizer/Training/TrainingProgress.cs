namespace Klue.Tokenizer.Training;

/// <summary>How far a training is.</summary>
/// <param name="Stage">What it is busy with.</param>
/// <param name="Done">What is done, in the unit of the stage.</param>
/// <param name="Total">What is to be done, where that is known.</param>
public readonly record struct TrainingProgress(TrainingStage Stage, long Done, long? Total);
