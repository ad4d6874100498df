using Klue.Kernels;

namespace Klue.Bench.Workloads;

/// <summary>A matrix of random numbers in native memory, rows as far apart as the engine's own are.</summary>
internal sealed class RandomMatrix : IDisposable
{
    private readonly NativeBuffer<float> _elements;
    private readonly int _rows;
    private readonly int _columns;

    public RandomMatrix(int rows, int columns)
    {
        (_rows, _columns) = (rows, columns);
        _elements = new NativeBuffer<float>((nint)rows * MatrixView.PaddedStride(columns));
        Fill(_elements.Span);
    }

    public MatrixView View => new(_elements.Span, _rows, _columns, MatrixView.PaddedStride(_columns));

    /// <summary>All elements, those between the rows included.</summary>
    public Span<float> Elements => _elements.Span;

    /// <summary>Takes the numbers of a matrix of the same size.</summary>
    public void CopyFrom(RandomMatrix other) => other._elements.Span.CopyTo(_elements.Span);

    public void Dispose() => _elements.Dispose();

    /// <summary>Fills a span with numbers from -1 to 1, the same each time.</summary>
    public static void Fill(Span<float> elements)
    {
        var random = new Random(1);
        foreach (ref var element in elements)
        {
            element = (2 * random.NextSingle()) - 1;
        }
    }
}
