namespace Klue.Tasks.Decoding;

/// <summary>A possible answer.</summary>
/// <param name="Text">Its text; empty for "no answer".</param>
/// <param name="StartLogit">What speaks for its beginning.</param>
/// <param name="EndLogit">What speaks for its end.</param>
public readonly record struct AnswerCandidate(string Text, double StartLogit, double EndLogit)
{
    /// <summary>What speaks for it altogether.</summary>
    public double Score => StartLogit + EndLogit;
}
