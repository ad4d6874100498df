using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>A matrix of the encoder: its format, the tensors that it is made of, and those that its parts become.</summary>
internal sealed record PlannedMatrix(EncoderMatrix Matrix, WeightFormat Format, IReadOnlyList<TensorInfo> Sources, IReadOnlyList<TensorInfo> Targets);
