using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// The activations of one forward pass. A workspace grows to the largest batch it has seen and is used again, so that
/// a forward pass after warm-up takes no memory.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private readonly NativeBuffer<float>?[] _buffers = new NativeBuffer<float>?[Enum.GetValues<WorkspaceSlot>().Length];
    private int[] _rows = [];
    private int[] _starts = [];

    /// <summary>A matrix in the slot's memory, its rows padded as <see cref="MatrixView.PaddedStride"/> says; what it holds is left over.</summary>
    public MatrixView Matrix(WorkspaceSlot slot, int rows, int columns)
    {
        var stride = MatrixView.PaddedStride(columns);
        var length = checked(rows * stride);
        ref var buffer = ref _buffers[(int)slot];
        if (buffer is null || buffer.Length < length)
        {
            buffer?.Dispose();
            buffer = new NativeBuffer<float>(length);
        }

        return new MatrixView(buffer.Slice(0, length), rows, columns, stride);
    }

    /// <summary>Room for the numbers of selected rows.</summary>
    public Span<int> Rows(int count) => Room(ref _rows, count);

    /// <summary>Room for the first selected row of each text.</summary>
    public Span<int> Starts(int count) => Room(ref _starts, count);

    public void Dispose()
    {
        foreach (var buffer in _buffers)
        {
            buffer?.Dispose();
        }
    }

    private static Span<int> Room(ref int[] room, int count)
    {
        if (room.Length < count)
        {
            room = new int[count];
        }

        return room.AsSpan(0, count);
    }
}
