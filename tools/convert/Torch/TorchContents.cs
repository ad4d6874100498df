using Klue.Conversion.Pickles;

namespace Klue.Conversion.Torch;

/// <summary>What a PyTorch file holds: its pickle, and where in the file each storage's bytes begin.</summary>
internal sealed record TorchContents(FilePart Part, Pickle Pickle, IReadOnlyDictionary<TorchStorage, long> Places, IReadOnlyList<string> Warnings);
