namespace Klue.Pipelines;

/// <summary>Which layer and head are looked at.</summary>
public sealed record AttentionOptions : PipelineOptions
{
    /// <summary>The layer, from 0.</summary>
    public int Layer { get; init; }

    /// <summary>The head of that layer, from 0.</summary>
    public int Head { get; init; }
}
