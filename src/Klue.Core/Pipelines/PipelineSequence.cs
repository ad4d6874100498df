using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>One sequence of tokens of a <see cref="PipelineJob"/>: what a batch is made of.</summary>
/// <param name="Job">The job.</param>
/// <param name="Place">The sequence's place among the job's.</param>
public readonly record struct PipelineSequence(PipelineJob Job, int Place)
{
    /// <summary>The tokens.</summary>
    public Encoding Encoding => Job.Sequences[Place];
}
