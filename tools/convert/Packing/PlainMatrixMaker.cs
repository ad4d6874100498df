using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>Rounds every weight by itself.</summary>
internal sealed class PlainMatrixMaker(WeightReader reader, PackingOptions options) : IMatrixMaker
{
    public PackedMatrix Make(PlannedMatrix planned) => reader.Matrix(planned.Matrix, planned.Format, options.Split);

    public void Dispose()
    {
    }
}
