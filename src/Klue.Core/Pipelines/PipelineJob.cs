using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// An input whose tokens are known and whose sequences the caller puts into batches, together with those of other inputs:
/// a server's requests, which come when they come. <see cref="Pipeline{TInput, TOutput, TResult}.Begin"/> makes one.
/// </summary>
public abstract class PipelineJob
{
    private protected PipelineJob(IReadOnlyList<Encoding> sequences) => Sequences = sequences;

    /// <summary>What has to be computed, one sequence or more.</summary>
    public IReadOnlyList<Encoding> Sequences { get; }

    /// <summary>The pipeline; only sequences of the same one can be in one batch.</summary>
    public abstract object Pipeline { get; }

    /// <summary>About how many tokens the pipeline would compute together.</summary>
    public abstract int TokensPerBatch { get; }

    /// <summary>Computes a batch. The jobs keep what the model says about their sequences.</summary>
    /// <param name="together">The sequences, at least one, all of one pipeline.</param>
    /// <param name="isAbandoned">
    /// Asked between two layers whether nobody waits for a sequence any more, by its place in <paramref name="together"/>; such a
    /// sequence is computed no further, and its job has no result. Null for none.
    /// </param>
    /// <param name="cancellationToken">Looked at between two layers.</param>
    /// <exception cref="ArgumentException">The batch is empty, or its sequences are of several pipelines.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or every sequence is abandoned.</exception>
    public static void Compute(IReadOnlyList<PipelineSequence> together, Func<int, bool>? isAbandoned = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(together);
        if (together.Count == 0 || together.Any(sequence => sequence.Job.Pipeline != together[0].Job.Pipeline))
        {
            throw new ArgumentException("Expected one sequence at least, and all of one pipeline.", nameof(together));
        }

        together[0].Job.ComputeTogether(together, isAbandoned, cancellationToken);
    }

    private protected abstract void ComputeTogether(
        IReadOnlyList<PipelineSequence> together, Func<int, bool>? isAbandoned, CancellationToken cancellationToken);
}
