using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>A matrix of zeros to compute in, its rows one after another.</summary>
internal readonly struct DenseMatrix(int rows, int columns)
{
    private readonly float[] _elements = new float[checked(rows * columns)];

    public int Rows => rows;

    public int Columns => columns;

    public Span<float> Elements => _elements;

    public MatrixView View => new(_elements, rows, columns);

    public Span<float> Row(int row) => _elements.AsSpan(row * columns, columns);

    public static implicit operator MatrixView(DenseMatrix matrix) => matrix.View;
}
