namespace Klue.Configuration;

/// <summary>HF's <c>function_to_apply</c>: what makes scores of a classifier's logits.</summary>
public enum ScoreFunction
{
    /// <summary><c>none</c>: the logits as they are.</summary>
    None,

    /// <summary><c>sigmoid</c>: each label by itself.</summary>
    Sigmoid,

    /// <summary><c>softmax</c>: over all labels.</summary>
    Softmax,
}
