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
}
