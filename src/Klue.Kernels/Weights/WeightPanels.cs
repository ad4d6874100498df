namespace Klue.Kernels;

/// <summary>
/// The weights of a linear layer in one format, cut into panels of as many rows of W as the format's kernels take at a time. In a
/// panel, K runs slowest: what a kernel needs next lies next.
/// </summary>
internal abstract unsafe class WeightPanels(int rows, int columns, int width) : IDisposable
{
    /// <summary>N.</summary>
    public int Rows { get; } = rows;

    /// <summary>K.</summary>
    public int Columns { get; } = columns;

    /// <summary>Rows of W in one panel; the last one is filled up with zeros.</summary>
    public int Width { get; } = width;

    /// <summary>Number of panels.</summary>
    public int Count { get; } = (int)((rows + (width - 1L)) / width);

    public abstract WeightFormat Format { get; }

    /// <summary>The first panel, whatever its elements are.</summary>
    public abstract byte* First { get; }

    /// <summary>Bytes of native memory.</summary>
    public abstract nint ByteLength { get; }

    /// <summary>Sets whole rows of W, [count, K], which the caller has held against the shape.</summary>
    public abstract void SetRows(int firstRow, int count, float* weights);

    /// <summary>Copies one row of W back, [K], as float32.</summary>
    public abstract void CopyRow(int row, float* destination);

    /// <summary>Shows all parts but the bias.</summary>
    public abstract void Visit(IPackedVisitor visitor);

    public abstract void Dispose();
}
