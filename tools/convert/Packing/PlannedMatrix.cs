using Klue.Checkpoints;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>A matrix of the encoder: the tensors that it is made of, and those that its parts become.</summary>
internal sealed record PlannedMatrix(EncoderMatrix Matrix, IReadOnlyList<TensorInfo> Sources, IReadOnlyList<TensorInfo> Targets);
