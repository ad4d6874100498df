namespace Klue.Tasks.Pipelines;

/// <summary>How a dialogue's state is made.</summary>
public sealed record DialogueStateTrackerOptions : TaskOptions
{
    /// <summary>The most tokens of a slot's value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MaxValueLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10;

    /// <summary>Whether every slot is made by itself, as in the published runs, or begins where the one before it ended.</summary>
    public bool ParallelDecoding { get; init; } = true;
}
