using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue;

/// <summary>How a model folder is loaded and run.</summary>
public sealed record KlueModelOptions
{
    /// <summary>How the weights are opened.</summary>
    public CheckpointOptions Checkpoint { get; init; } = new();

    /// <summary>Instruction set and number of threads. Nothing in here changes a single bit of any result.</summary>
    public KernelOptions Kernels { get; init; } = KernelOptions.Default;
}
