using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue.Conversion.Packing;

/// <summary>Notes the tensors that a matrix takes in a packed file.</summary>
internal sealed class PartDescriber(string matrix, WeightFormat format) : IPackedVisitor
{
    private readonly List<TensorInfo> _tensors = [];

    /// <summary>The tensors of a matrix of zeros; such memory is never touched and so costs nothing.</summary>
    public static IReadOnlyList<TensorInfo> Describe(string name, int rows, int columns, PackingOptions options)
    {
        using var matrix = new PackedMatrix(rows, columns, options.Format, options.Split);
        var describer = new PartDescriber(name, options.Format);
        matrix.Visit(describer);
        return describer._tensors;
    }

    public void Visit<T>(PackedPart part, NativeBuffer<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged =>
        _tensors.Add(new TensorInfo(PackedWeights.NameOf(matrix, part), PackedWeights.DtypeOf<T>(format), new TensorShape(shape)));
}
