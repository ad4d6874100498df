using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Klue.Kernels;

/// <summary>
/// A row-major matrix of float32 over memory that someone else owns. Rows begin <see cref="Stride"/> elements apart,
/// so that a range of columns (the queries in a buffer of queries, keys and values) is a view of the same memory.
/// </summary>
public readonly ref struct MatrixView
{
    private const int CacheLine = 64 / sizeof(float);

    /// <summary>Views <paramref name="data"/> as <paramref name="rows"/> x <paramref name="columns"/>.</summary>
    /// <param name="data">The elements; row r begins at r * stride.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="stride">Elements from the beginning of one row to the next, at least <paramref name="columns"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the stride below the number of columns.</exception>
    /// <exception cref="ArgumentException"><paramref name="data"/> is too short.</exception>
    public MatrixView(Span<float> data, int rows, int columns, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, columns);
        var needed = rows == 0 ? 0 : ((rows - 1L) * stride) + columns;
        if (data.Length < needed)
        {
            throw new ArgumentException(
                $"A matrix of {rows} x {columns} with stride {stride} needs {needed} elements; there are {data.Length}.", nameof(data));
        }

        Data = data[..(int)needed];
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    /// <summary>Views <paramref name="data"/> as rows that follow one another without a gap.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="data"/> is too short.</exception>
    public MatrixView(Span<float> data, int rows, int columns)
        : this(data, rows, columns, columns)
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Elements from the beginning of one row to the beginning of the next.</summary>
    public int Stride { get; }

    /// <summary>From the first element of the first row to the last of the last.</summary>
    internal Span<float> Data { get; }

    /// <summary>One row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<float> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        return Data.Slice((int)((long)row * Stride), Columns);
    }

    /// <summary>The <paramref name="count"/> rows from <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the matrix.</exception>
    public MatrixView SliceRows(int start, int count)
    {
        ThrowIfOutside(start, count, Rows);
        return new MatrixView(count == 0 ? default : Data[(int)((long)start * Stride)..], count, Columns, Stride);
    }

    /// <summary>The <paramref name="count"/> columns from <paramref name="start"/> on, of every row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the matrix.</exception>
    public MatrixView SliceColumns(int start, int count)
    {
        ThrowIfOutside(start, count, Columns);
        return new MatrixView(Rows == 0 ? default : Data[start..], Rows, count, Stride);
    }

    /// <summary>
    /// The stride to give a matrix of <paramref name="columns"/> columns: the smallest odd number of cache lines that
    /// holds them. With an even number, above all with a power of two, the rows that a kernel reads together would
    /// compete for the same few sets of the first-level cache.
    /// </summary>
    public static int PaddedStride(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return checked((((columns + CacheLine - 1) / CacheLine) | 1) * CacheLine);
    }

    /// <summary>Whether the two views share an element. Ranges of columns side by side in one buffer do not.</summary>
    internal bool Overlaps(MatrixView other)
    {
        if (Columns == 0 || other.Columns == 0 || !Data.Overlaps(other.Data, out var offset))
        {
            return false;
        }

        // With one stride, both lie in the same rows of one buffer, and only their columns decide.
        var column = ((offset % Stride) + Stride) % Stride;
        return Stride != other.Stride || column < Columns || column + other.Columns > Stride;
    }

    /// <summary>Whether the two views share an element without being the same matrix.</summary>
    internal bool OverlapsPartly(MatrixView other) =>
        Overlaps(other) && !(Stride == other.Stride && Unsafe.AreSame(ref GetPinnableReference(), ref other.GetPinnableReference()));

    /// <summary>The first element, to be pinned by the caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref float GetPinnableReference() => ref MemoryMarshal.GetReference(Data);

    private static void ThrowIfOutside(int start, int count, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, length - count);
    }
}
