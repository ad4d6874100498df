using Klue.Checkpoints;

namespace Klue.Conversion.Writing;

/// <summary>A tensor as it is in the source, and as it will be in the target.</summary>
internal sealed record PlannedTensor(TensorInfo Source, TensorInfo Target);
