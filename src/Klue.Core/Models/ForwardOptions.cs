using Klue.Kernels;

namespace Klue.Models;

/// <summary>How a forward pass runs. Nothing in here changes a single bit of any result.</summary>
public sealed record ForwardOptions
{
    /// <summary>The active instruction set, all processors, no cancellation.</summary>
    public static ForwardOptions Default { get; } = new();

    /// <summary>Instruction set and number of threads.</summary>
    public KernelOptions Kernels { get; init; } = KernelOptions.Default;

    /// <summary>Looked at between two layers.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Asked between two layers whether nobody waits for a text any more, by its place in the batch, or null. Such a text is
    /// computed no further than the next layer, and what is written for it means nothing; the others keep their bits. When nobody
    /// waits for any, the pass is cancelled. Passes that give every layer's output do not ask.
    /// </summary>
    public Func<int, bool>? IsAbandoned { get; init; }
}
