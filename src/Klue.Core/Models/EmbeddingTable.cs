using Klue.Kernels;

namespace Klue.Models;

/// <summary>A table of embeddings, [rows, columns], row by row in native memory.</summary>
internal sealed class EmbeddingTable(int rows, int columns) : IDisposable
{
    private readonly NativeBuffer<float> _data = new((nint)rows * columns);

    /// <summary>All rows, one after another.</summary>
    public Span<float> Elements => _data.Span;

    public int Rows => rows;

    public int Columns => columns;

    public long ByteLength => _data.ByteLength;

    public MatrixView View => new(_data.Span, rows, columns);

    public void Dispose() => _data.Dispose();
}
