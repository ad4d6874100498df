using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>Makes the matrices of an encoder, asked for in the order of <see cref="EncoderMatrix.All"/>.</summary>
internal interface IMatrixMaker : IDisposable
{
    /// <summary>The matrix in its final format, for the caller to dispose of.</summary>
    PackedMatrix Make(PlannedMatrix planned);
}
