namespace Klue.Tasks.Pipelines;

/// <summary>The tag of one token.</summary>
/// <param name="Tag">Its id among <see cref="KlueLabels.EntityTags"/>, whatever order the model has.</param>
/// <param name="Score">Its probability.</param>
public readonly record struct TagScore(int Tag, float Score);
