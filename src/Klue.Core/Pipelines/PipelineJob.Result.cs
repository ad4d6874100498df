using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>An input on its way, and its answer when all its sequences have been computed.</summary>
/// <typeparam name="TResult">The answer.</typeparam>
public abstract class PipelineJob<TResult> : PipelineJob
{
    private protected PipelineJob(IReadOnlyList<Encoding> sequences)
        : base(sequences)
    {
    }

    /// <summary>The answer. Ask once, and only when every sequence has been in a batch.</summary>
    public abstract TResult Result { get; }
}
