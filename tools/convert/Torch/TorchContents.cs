using Klue.Conversion.Pickles;

namespace Klue.Conversion.Torch;

/// <summary>What a PyTorch file holds.</summary>
/// <param name="Format">The form of the file, in words.</param>
/// <param name="Part">The part of the file that the pickle stands in.</param>
/// <param name="Pickle">What the pickle describes.</param>
/// <param name="Places">Where in the file each storage's bytes begin.</param>
/// <param name="Warnings">Remarks about what was passed over.</param>
internal sealed record TorchContents(
    string Format, FilePart Part, Pickle Pickle, IReadOnlyDictionary<TorchStorage, long> Places, IReadOnlyList<string> Warnings);
