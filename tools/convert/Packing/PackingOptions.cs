using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>How the encoder's weights are packed.</summary>
/// <param name="Format">Their format.</param>
/// <param name="Split">The limits of int8.</param>
/// <param name="Texts">The file of texts that int8 is calibrated with; null rounds every weight by itself.</param>
internal sealed record PackingOptions(WeightFormat Format, EncoderSplit Split, string? Texts);
