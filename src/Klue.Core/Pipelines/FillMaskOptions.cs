namespace Klue.Pipelines;

/// <summary>How masks are filled.</summary>
public sealed record FillMaskOptions : PipelineOptions
{
    /// <summary>How many tokens to give for each mask; no more than there are targets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int TopK
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 5;

    /// <summary>
    /// The only words to choose from; null for the whole vocabulary. Scores stay those over the whole vocabulary. A word
    /// that is no token stands for its first piece, as in HF.
    /// </summary>
    public IReadOnlyList<string>? Targets { get; init; }
}
