namespace Klue.Kernels;

/// <summary>
/// The weights and bias of a linear layer, y = x W^T + b, laid out once for <see cref="Gemm"/>: panels of 48 rows of W,
/// each K-major (for every column of W its 48 weights side by side), the last one filled up with zeros. One layout
/// serves every tier. Rows may be set in pieces, by several threads if the pieces are apart; once set, the matrix
/// is only read.
/// </summary>
public sealed unsafe class PackedMatrix : IDisposable
{
    /// <summary>Rows of W in one panel: three 512-bit vectors, six 256-bit, twelve 128-bit.</summary>
    internal const int PanelWidth = 48;

    private readonly NativeBuffer<float> _panels;
    private readonly NativeBuffer<float> _bias;

    /// <summary>A layer of zeros, to be filled by <see cref="SetRows(int, ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</summary>
    /// <param name="rows">N, the number of outputs.</param>
    /// <param name="columns">K, the number of inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public PackedMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Rows = rows;
        Columns = columns;
        PanelCount = (int)((rows + (PanelWidth - 1L)) / PanelWidth);
        PanelLength = (nint)columns * PanelWidth;
        _panels = new NativeBuffer<float>(checked(PanelCount * PanelLength));
        _bias = new NativeBuffer<float>((nint)PanelCount * PanelWidth);
    }

    /// <summary>N, the number of outputs.</summary>
    public int Rows { get; }

    /// <summary>K, the number of inputs.</summary>
    public int Columns { get; }

    /// <summary>Bytes of native memory, bias included.</summary>
    public nint ByteLength => _panels.ByteLength + _bias.ByteLength;

    internal int PanelCount { get; }

    /// <summary>Elements of one panel.</summary>
    internal nint PanelLength { get; }

    /// <summary>[PanelCount][K][48].</summary>
    internal float* Panels => _panels.Pointer;

    /// <summary>[PanelCount][48]; zeros where no bias was set.</summary>
    internal float* Bias => _bias.Pointer;

    /// <summary>Sets rows of W, and the same elements of b.</summary>
    /// <param name="firstRow">The first row to set.</param>
    /// <param name="weights">[rows, K], as PyTorch's Linear stores them.</param>
    /// <param name="bias">[rows], or empty to leave the bias as it is (0 from the beginning).</param>
    /// <exception cref="ArgumentException">The weights are no whole rows, or the bias has another number of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows leave the matrix.</exception>
    /// <exception cref="ObjectDisposedException">The matrix was disposed of.</exception>
    public void SetRows(int firstRow, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        var count = Columns == 0 ? bias.Length : weights.Length / Columns;
        if ((long)count * Columns != weights.Length)
        {
            throw new ArgumentException($"{weights.Length} weights are no whole rows of {Columns}.", nameof(weights));
        }

        if (!bias.IsEmpty && bias.Length != count)
        {
            throw new ArgumentException($"There are {count} rows of weights and {bias.Length} elements of bias.", nameof(bias));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow, Rows - count);
        fixed (float* source = weights)
        {
            // A piece of rows in each panel that they reach into.
            for (int row = 0, pieceRows; row < count; row += pieceRows)
            {
                pieceRows = Math.Min(count - row, PanelWidth - ((firstRow + row) % PanelWidth));
                Transposition.Transpose(
                    source + ((nint)row * Columns), Columns, Column(firstRow + row), PanelWidth, pieceRows, Columns);
            }
        }

        bias.CopyTo(_bias.Slice(firstRow, bias.Length));
    }

    /// <summary>Sets rows of W and leaves b as it is.</summary>
    /// <inheritdoc cref="SetRows(int, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public void SetRows(int firstRow, ReadOnlySpan<float> weights) => SetRows(firstRow, weights, bias: []);

    /// <summary>Copies one row of W back to <paramref name="destination"/>, [K].</summary>
    /// <exception cref="ArgumentException">The destination has another length than K.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ObjectDisposedException">The matrix was disposed of.</exception>
    public void CopyRow(int row, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        if (destination.Length != Columns)
        {
            throw new ArgumentException($"A row has {Columns} elements; there is room for {destination.Length}.", nameof(destination));
        }

        var source = Column(row);
        for (var k = 0; k < destination.Length; k++)
        {
            destination[k] = source[(nint)k * PanelWidth];
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _panels.Dispose();
        _bias.Dispose();
    }

    // A row of W is a column of its panel: K elements, 48 apart.
    private float* Column(int row) => Panels + (row / PanelWidth * PanelLength) + (row % PanelWidth);
}
