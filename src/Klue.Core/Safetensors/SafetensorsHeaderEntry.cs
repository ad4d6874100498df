using Klue.Checkpoints;

namespace Klue.Safetensors;

/// <summary>One tensor of a header as written there, its range not yet held against the others.</summary>
internal readonly record struct SafetensorsHeaderEntry(string Name, Dtype Dtype, TensorShape Shape, ulong Begin, ulong End);
