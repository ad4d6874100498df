using Klue.Kernels;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>What all pipelines have in common: how long a text may be, and how they run.</summary>
public abstract record PipelineOptions
{
    /// <summary>
    /// The most tokens of a text, special tokens included. By default what the model's position table holds, and when
    /// texts are cut what the tokenizer's <c>model_max_length</c> allows, if that is less.
    /// </summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether a longer text is cut, the longer one of a pair first; otherwise it is an error.</summary>
    public bool Truncate { get; init; }

    /// <summary>The side at which a longer text is cut, if it is.</summary>
    public Side TruncationSide { get; init; }

    /// <summary>Instruction set and number of threads. Nothing in here changes a single bit of any result.</summary>
    public KernelOptions Kernels { get; init; } = KernelOptions.Default;

    /// <summary>
    /// About how many tokens are computed together, no matter of how many texts; by default as many as keep a layer's
    /// activations in the cache. A longer text is a batch of its own. No result depends on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? TokensPerBatch
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>Counts what the pipeline reads, or null.</summary>
    internal ReadingTally? Tally { get; init; }

    /// <summary>The options of one forward pass.</summary>
    internal ForwardOptions ToForwardOptions(CancellationToken cancellationToken) =>
        new() { Kernels = Kernels, CancellationToken = cancellationToken };
}
