namespace Klue.Kernels;

/// <summary>
/// The weights and bias of a linear layer, y = x W^T + b, laid out once for <see cref="Gemm"/> in panels of neighbouring
/// rows of W. One layout serves every tier. Rows may be set in pieces, by several threads if the pieces are apart; once
/// set, the matrix is only read.
/// </summary>
public sealed unsafe class PackedMatrix : IDisposable
{
    /// <summary>Rows of W in one panel of any format but int8: three vectors of 512 bits, six of 256, twelve of 128.</summary>
    internal const int PanelWidth = 48;

    private readonly WeightPanels _panels;
    private readonly NativeBuffer<float> _bias;
    private readonly bool _isReadOnly;

    /// <summary>A layer of float32 zeros, to be filled by <see cref="SetRows(int, ReadOnlySpan{float}, ReadOnlySpan{float})"/>.</summary>
    /// <param name="rows">N, the number of outputs.</param>
    /// <param name="columns">K, the number of inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public PackedMatrix(int rows, int columns)
        : this(rows, columns, WeightFormat.F32)
    {
    }

    /// <summary>A layer of zeros in any format; int8 as <see cref="BitSplit.Fast"/>.</summary>
    /// <inheritdoc cref="PackedMatrix(int, int, WeightFormat, BitSplit)"/>
    public PackedMatrix(int rows, int columns, WeightFormat format)
        : this(rows, columns, format, BitSplit.Fast)
    {
    }

    /// <summary>A layer of zeros in any format.</summary>
    /// <param name="rows">N, the number of outputs.</param>
    /// <param name="columns">K, the number of inputs.</param>
    /// <param name="format">How the weights are kept.</param>
    /// <param name="split">The split of an int8 layer; of no meaning to the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, there is no such format, or an int8 layer has no split or more than 66,000 columns.</exception>
    public PackedMatrix(int rows, int columns, WeightFormat format, BitSplit split)
        : this(rows, columns, format, split, FreshMemory.Instance)
    {
    }

    /// <summary>A layer whose parts lie in given memory.</summary>
    /// <param name="rows">N, the number of outputs.</param>
    /// <param name="columns">K, the number of inputs.</param>
    /// <param name="format">How the weights are kept.</param>
    /// <param name="split">The split of an int8 layer; of no meaning to the others.</param>
    /// <param name="memory">Gives the parts; in filled memory nothing may be set.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, there is no such format, or an int8 layer has more than 66,000 columns.</exception>
    public PackedMatrix(int rows, int columns, WeightFormat format, BitSplit split, IPackedMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        _panels = format switch
        {
            WeightFormat.F32 => new SinglePanels(rows, columns, memory),
            WeightFormat.BF16 => new HalfPanels<HalfFormats.BFloat16>(rows, columns, memory),
            WeightFormat.F16 => new HalfPanels<HalfFormats.Ieee>(rows, columns, memory),
            WeightFormat.I8 => new IntegerPanels(rows, columns, split, memory),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
        };
        _bias = memory.Take<float>(PackedPart.Bias, _panels.Count, _panels.Width);
        _isReadOnly = memory.IsFilled;
    }

    /// <summary>How the panels of a format lie, slowest dimension first; what files say of themselves.</summary>
    public static string LayoutOf(WeightFormat format) => format == WeightFormat.I8
        ? $"[N/{IntegerPanels.PanelWidth}][K/{IntegerPanels.Group}][{IntegerPanels.PanelWidth}][{IntegerPanels.Group}]"
        : $"[N/{PanelWidth}][K][{PanelWidth}]";

    /// <summary>Rows of W in one panel of a format.</summary>
    public static int TileOf(WeightFormat format) => format == WeightFormat.I8 ? IntegerPanels.PanelWidth : PanelWidth;

    /// <summary>N, the number of outputs.</summary>
    public int Rows => _panels.Rows;

    /// <summary>K, the number of inputs.</summary>
    public int Columns => _panels.Columns;

    /// <summary>The split of an int8 layer.</summary>
    public BitSplit Split => (_panels as IntegerPanels)?.Split ?? default;

    /// <summary>How the weights are kept.</summary>
    public WeightFormat Format => _panels.Format;

    /// <summary>Bytes of native memory, bias included.</summary>
    public nint ByteLength => _panels.ByteLength + _bias.ByteLength;

    internal int PanelCount => _panels.Count;

    /// <summary>Panels of any format but int8, [PanelCount][K][48].</summary>
    internal byte* Panels => _panels.First;

    /// <summary>The weights of an int8 layer.</summary>
    internal IntegerPanels Integers => (IntegerPanels)_panels;

    /// <summary>[PanelCount][rows of a panel]; zeros where no bias was set.</summary>
    internal float* Bias => _bias.Pointer;

    /// <summary>Sets rows of W, and the same elements of b. Weights are rounded to the matrix's format, to nearest even.</summary>
    /// <param name="firstRow">The first row to set.</param>
    /// <param name="weights">[rows, K], as PyTorch's Linear stores them.</param>
    /// <param name="bias">[rows], or empty to leave the bias as it is (0 from the beginning).</param>
    /// <exception cref="ArgumentException">
    /// The weights are no whole rows, the bias has another number of rows, or a weight is beyond the format's range.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows leave the matrix.</exception>
    /// <exception cref="InvalidOperationException">The matrix lies in filled memory.</exception>
    /// <exception cref="ObjectDisposedException">The matrix was disposed of.</exception>
    public void SetRows(int firstRow, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        var count = Columns == 0 ? bias.Length : weights.Length / Columns;
        if ((long)count * Columns != weights.Length)
        {
            throw new ArgumentException($"{weights.Length} weights are no whole rows of {Columns}.", nameof(weights));
        }

        ThrowIfMisfit(firstRow, count, bias);
        fixed (float* source = weights)
        {
            _panels.SetRows(firstRow, count, source);
        }

        bias.CopyTo(_bias.Slice(firstRow, bias.Length));
    }

    /// <summary>Sets rows of W and leaves b as it is.</summary>
    /// <inheritdoc cref="SetRows(int, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public void SetRows(int firstRow, ReadOnlySpan<float> weights) => SetRows(firstRow, weights, bias: []);

    /// <summary>Sets rows of an int8 layer that are whole numbers already.</summary>
    /// <param name="firstRow">The first row to set.</param>
    /// <param name="weights">[rows, K], no sum of them beyond what the split allows.</param>
    /// <param name="scales">What a number of each row is worth, [rows].</param>
    /// <param name="bias">[rows], or empty to leave the bias as it is.</param>
    /// <exception cref="InvalidOperationException">The matrix is not int8, or lies in filled memory.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit together, or a number is beyond the split.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows leave the matrix.</exception>
    /// <exception cref="ObjectDisposedException">The matrix was disposed of.</exception>
    public void SetRows(int firstRow, ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> scales, ReadOnlySpan<float> bias)
    {
        var panels = DemandIntegers();
        if (weights.Length != (long)scales.Length * Columns)
        {
            throw new ArgumentException($"{weights.Length} weights are not {scales.Length} rows of {Columns}.", nameof(weights));
        }

        ThrowIfMisfit(firstRow, scales.Length, bias);
        for (var row = 0; row < scales.Length; row++)
        {
            if (!Quantization.HaveRoom(weights.Slice(row * Columns, Columns), panels.Split))
            {
                throw new ArgumentException(
                    $"Among {panels.Split.Products} weights, those of one sign add up to more than the {panels.Split.SumLimit} that the split {panels.Split} allows.", nameof(weights));
            }
        }

        for (var row = 0; row < scales.Length; row++)
        {
            panels.SetRow(firstRow + row, weights.Slice(row * Columns, Columns), scales[row]);
        }

        bias.CopyTo(_bias.Slice(firstRow, bias.Length));
    }

    /// <summary>Sets what the inputs of an int8 layer are multiplied with before they are quantised; the weights must have been divided by it.</summary>
    /// <param name="factors">[K].</param>
    /// <exception cref="InvalidOperationException">The matrix is not int8, or lies in filled memory.</exception>
    /// <exception cref="ArgumentException">There are not K factors.</exception>
    /// <exception cref="ObjectDisposedException">The matrix was disposed of.</exception>
    public void SetInputFactors(ReadOnlySpan<float> factors)
    {
        var panels = DemandIntegers();
        if (factors.Length != Columns)
        {
            throw new ArgumentException($"The matrix has {Columns} inputs; there are {factors.Length} factors.", nameof(factors));
        }

        panels.SetFactors(factors);
    }

    /// <summary>Copies one row of W back to <paramref name="destination"/>, [K], as the products take it.</summary>
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

        fixed (float* target = destination)
        {
            _panels.CopyRow(row, target);
        }
    }

    /// <summary>Shows the parts, to be written to a file in this layout.</summary>
    /// <exception cref="ObjectDisposedException">The matrix was disposed of.</exception>
    public void Visit(IPackedVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        _panels.Visit(visitor);
        visitor.Visit(PackedPart.Bias, _bias, _panels.Count, _panels.Width);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _panels.Dispose();
        _bias.Dispose();
    }

    private IntegerPanels DemandIntegers()
    {
        ThrowIfReadOnly();
        return _panels as IntegerPanels ?? throw new InvalidOperationException($"The matrix is {Format}, not {WeightFormat.I8}.");
    }

    private void ThrowIfReadOnly()
    {
        if (_isReadOnly)
        {
            throw new InvalidOperationException("The matrix lies in filled memory and is only read.");
        }
    }

    private void ThrowIfMisfit(int firstRow, int count, ReadOnlySpan<float> bias)
    {
        if (!bias.IsEmpty && bias.Length != count)
        {
            throw new ArgumentException($"There are {count} rows of weights and {bias.Length} elements of bias.", nameof(bias));
        }

        ThrowIfReadOnly();
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow, Rows - count);
    }
}
