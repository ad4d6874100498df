using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <content>Inputs whose batches the caller puts together.</content>
public abstract partial class Pipeline<TInput, TOutput, TResult>
{
    /// <summary>Encodes an input, and leaves it to the caller to compute it together with others (<see cref="PipelineJob.Compute"/>).</summary>
    /// <exception cref="InputException">The input does not fit.</exception>
    public PipelineJob<TResult> Begin(TInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new Job(this, input, Encode(input));
    }

    private sealed class Job(Pipeline<TInput, TOutput, TResult> pipeline, TInput input, IReadOnlyList<Encoding> sequences) : PipelineJob<TResult>(sequences)
    {
        private readonly TOutput[] _outputs = new TOutput[sequences.Count];

        public override object Pipeline => pipeline;

        public override int TokensPerBatch => pipeline._tokensPerBatch;

        public override TResult Result => pipeline.Decode(input, Sequences, _outputs);

        private protected override void ComputeTogether(
            IReadOnlyList<PipelineSequence> together, Func<int, bool>? isAbandoned, CancellationToken cancellationToken)
        {
            var options = pipeline._options.ToForwardOptions(cancellationToken) with { IsAbandoned = isAbandoned };
            var outputs = pipeline.Compute([.. together.Select(sequence => sequence.Encoding)], new TokenBatch(pipeline.Model.Config), options);
            for (var i = 0; i < outputs.Length; i++)
            {
                ((Job)together[i].Job)._outputs[together[i].Place] = outputs[i];
            }
        }
    }
}
