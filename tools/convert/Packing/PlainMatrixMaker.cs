using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>Rounds every weight by itself.</summary>
internal sealed class PlainMatrixMaker(WeightReader reader, PackingOptions options) : IMatrixMaker
{
    public PackedMatrix Make(EncoderMatrix matrix) => reader.Matrix(matrix, options.Format, options.Split);

    public void Dispose()
    {
    }
}
