using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// The format of the word embeddings beside that of the encoder's weights. A masked-LM decoder multiplies with them, and predictions
/// are more sensitive to their rounding than to that of all other weights: so a table of 16 bits stays as it is, and int8 takes half
/// precision, which keeps three bits more than bfloat16.
/// </summary>
internal static class WordFormat
{
    /// <summary>The format of a table stored as <paramref name="stored"/>, when weights are kept as <paramref name="weights"/>.</summary>
    public static WeightFormat For(WeightFormat weights, Dtype stored) =>
        weights == WeightFormat.F32 ? WeightFormat.F32
        : AsStored(stored) is { } format and not WeightFormat.F32 ? format
        : weights == WeightFormat.BF16 ? WeightFormat.BF16
        : WeightFormat.F16;

    /// <summary>The format that takes a stored table as it is; null if none does.</summary>
    public static WeightFormat? AsStored(Dtype stored) => stored switch
    {
        Dtype.F32 => WeightFormat.F32,
        Dtype.BF16 => WeightFormat.BF16,
        Dtype.F16 => WeightFormat.F16,
        _ => null,
    };
}
