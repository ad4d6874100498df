using Klue.Checkpoints;
using Klue.Conversion.Writing;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>How the encoder's weights are packed.</summary>
/// <param name="Format">Their format.</param>
/// <param name="Split">The splits of int8.</param>
/// <param name="Texts">The file of texts that int8 is calibrated with; null rounds every weight by itself.</param>
/// <param name="Exact">Matrices with a tensor of such a name keep its type.</param>
internal sealed record PackingOptions(WeightFormat Format, EncoderSplit Split, string? Texts, IReadOnlyList<NamePattern> Exact)
{
    /// <summary>The format of a matrix that is made of such tensors.</summary>
    public WeightFormat FormatOf(IEnumerable<TensorInfo> sources) =>
        sources.FirstOrDefault(tensor => Exact.Any(pattern => pattern.Matches(tensor.Name))) is { } exact
            ? WordFormat.AsStored(exact.Dtype) ?? WeightFormat.F32
            : Format;
}
