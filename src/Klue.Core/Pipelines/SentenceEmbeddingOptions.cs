namespace Klue.Pipelines;

/// <summary>
/// How texts become vectors. As in sentence-transformers, a text longer than the folder's <c>max_seq_length</c> is cut,
/// unless <see cref="PipelineOptions.Truncate"/> is set to false; <see cref="SentenceEmbedding.IsTruncated"/> says so.
/// </summary>
public sealed record SentenceEmbeddingOptions : PipelineOptions
{
    /// <summary>The defaults: texts are cut.</summary>
    public SentenceEmbeddingOptions() => Truncate = true;

    /// <summary>The name of a prompt of the folder, put before every text; null for the folder's default, if it has one.</summary>
    public string? PromptName { get; init; }

    /// <summary>A prompt in its own words; it counts more than a name, and an empty one means none.</summary>
    public string? Prompt { get; init; }
}
