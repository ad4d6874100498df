namespace Klue.Kernels;

/// <summary>A table of embeddings, row by row, as float32 or in one of the 16-bit formats.</summary>
public sealed unsafe class PackedTable : IDisposable
{
    private readonly NativeBuffer<float>? _singles;
    private readonly NativeBuffer<ushort>? _halves;

    /// <summary>A table of zeros, to be filled by <see cref="SetRows"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or a table cannot have that format.</exception>
    public PackedTable(int rows, int columns, WeightFormat format)
        : this(rows, columns, format, FreshMemory.Instance)
    {
    }

    /// <summary>A table in given memory.</summary>
    /// <inheritdoc cref="PackedTable(int, int, WeightFormat)"/>
    public PackedTable(int rows, int columns, WeightFormat format, IPackedMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (Rows, Columns, Format) = (rows, columns, format);
        switch (format)
        {
            case WeightFormat.F32: _singles = memory.Take<float>(PackedPart.Panels, rows, columns); break;
            case WeightFormat.BF16 or WeightFormat.F16: _halves = memory.Take<ushort>(PackedPart.Panels, rows, columns); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "A table cannot have that format.");
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Elements of a row.</summary>
    public int Columns { get; }

    /// <summary>How the elements are kept.</summary>
    public WeightFormat Format { get; }

    /// <summary>Bytes of native memory.</summary>
    public nint ByteLength => _singles?.ByteLength ?? _halves!.ByteLength;

    /// <summary>[rows, columns] as float32; null in another format.</summary>
    internal float* Singles => _singles is null ? null : _singles.Pointer;

    /// <summary>[rows, columns] in 16 bits; null in another format.</summary>
    internal ushort* Halves => _halves is null ? null : _halves.Pointer;

    /// <summary>Sets whole rows, rounded to the table's format.</summary>
    /// <exception cref="ArgumentException">They are no whole rows, or an element is beyond the format's range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows leave the table.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed of.</exception>
    public void SetRows(int firstRow, ReadOnlySpan<float> elements)
    {
        var start = Place(firstRow, elements.Length);
        switch (Format)
        {
            case WeightFormat.F32: elements.CopyTo(_singles!.Slice(start, elements.Length)); break;
            case WeightFormat.BF16: HalfFormats.BFloat16.Narrow(elements, _halves!.Slice(start, elements.Length)); break;
            default: HalfFormats.Ieee.Narrow(elements, _halves!.Slice(start, elements.Length)); break;
        }
    }

    /// <summary>Copies whole rows, as many as <paramref name="destination"/> takes.</summary>
    /// <exception cref="ArgumentException">It takes no whole rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows leave the table.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed of.</exception>
    public void CopyRows(int firstRow, Span<float> destination)
    {
        var start = Place(firstRow, destination.Length);
        if (_singles is not null)
        {
            _singles.Slice(start, destination.Length).CopyTo(destination);
            return;
        }

        var source = Halves + start;
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = Lanes1.Sum(Format == WeightFormat.BF16 ? Lanes1.LoadBFloat16(source + i) : Lanes1.LoadHalf(source + i));
        }
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _singles?.Dispose();
        _halves?.Dispose();
    }

    private nint Place(int firstRow, int length)
    {
        if (Columns == 0 ? length != 0 : length % Columns != 0)
        {
            throw new ArgumentException($"{length} elements are no whole rows of {Columns}.", nameof(length));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow, Rows - (Columns == 0 ? 0 : length / Columns));
        return (nint)firstRow * Columns;
    }
}
