namespace Klue.Pipelines;

/// <summary>A label and its score, as HF's text-classification pipeline reports them.</summary>
/// <param name="Label">The label's name in <c>id2label</c>.</param>
/// <param name="Score">A probability, or the logit itself where the model is a regressor.</param>
public sealed record LabelScore(string Label, float Score);
