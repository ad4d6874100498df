using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Packing;

/// <summary>Notes the tensors that a matrix takes in a packed file.</summary>
internal sealed class PartDescriber(string matrix, WeightFormat format) : IPackedVisitor
{
    private readonly List<TensorInfo> _tensors = [];

    /// <summary>The tensors of a matrix of zeros; such memory is never touched and so costs nothing.</summary>
    public static IReadOnlyList<TensorInfo> Describe(EncoderMatrix planned, WeightFormat format, EncoderSplit split)
    {
        using var matrix = new PackedMatrix(planned.Rows, planned.Columns, format, split.Of(planned.Place));
        var describer = new PartDescriber(planned.Name, format);
        matrix.Visit(describer);
        return describer._tensors;
    }

    public void Visit<T>(PackedPart part, NativeBuffer<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged =>
        _tensors.Add(new TensorInfo(PackedWeights.NameOf(matrix, part), PackedWeights.DtypeOf<T>(format), new TensorShape(shape)));
}
