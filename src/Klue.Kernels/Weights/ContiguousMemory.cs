using System.Runtime.InteropServices;

namespace Klue.Kernels;

/// <summary>
/// Zeroed memory for several matrices, whose panels lie in it one after another, as they are taken, and nothing else between them.
/// Products that are computed in the same order find their weights on the way already: what one asks for past its last panel is
/// the beginning of the next. It lives as long as one of its matrices, whenever it is disposed of itself.
/// </summary>
public sealed unsafe class ContiguousMemory : IPackedMemory, IDisposable
{
    private const int Alignment = AlignedMemory.Alignment;

    private readonly Block _block;
    private nint _taken;
    private bool _isDisposed;

    /// <summary>Takes the memory; the system gives it page by page, when it is first touched.</summary>
    /// <param name="byteLength">What <see cref="BytesFor"/> says of the matrices, added up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="byteLength"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public ContiguousMemory(long byteLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        _block = new Block(Math.Max(checked((nint)byteLength), Alignment));
    }

    /// <inheritdoc/>
    public bool IsFilled => false;

    /// <summary>The bytes that the panels of a matrix take.</summary>
    /// <param name="rows">N, the number of outputs.</param>
    /// <param name="columns">K, the number of inputs.</param>
    /// <param name="format">How the weights are kept.</param>
    public static long BytesFor(int rows, int columns, WeightFormat format)
    {
        var tile = PackedMatrix.TileOf(format);
        var size = format switch { WeightFormat.F32 => sizeof(float), WeightFormat.I8 => sizeof(sbyte), _ => sizeof(ushort) };
        var lines = format == WeightFormat.I8 ? RoundUp(columns, IntegerPanels.Step) : columns;
        return RoundUp(checked(RoundUp(rows, tile) * lines * size), Alignment);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The memory is too small for these panels.</exception>
    /// <exception cref="ObjectDisposedException">The memory was disposed of.</exception>
    public NativeBuffer<T> Take<T>(PackedPart part, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (part != PackedPart.Panels)
        {
            return FreshMemory.Instance.Take<T>(part, shape);
        }

        var length = FreshMemory.LengthOf(shape);
        var bytes = (nint)RoundUp(checked(length * sizeof(T)), Alignment);
        if (bytes > _block.ByteLength - _taken)
        {
            throw new InvalidOperationException($"Panels of {bytes} bytes: only {_block.ByteLength - _taken} of {_block.ByteLength} are left.");
        }

        var address = _block.DangerousGetHandle() + _taken;
        _taken += bytes;
        return new NativeBuffer<T>(_block, address, length);
    }

    /// <summary>Takes nothing more; the memory is freed with the last of the matrices.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _block.Dispose();
    }

    private static long RoundUp(long count, int size) => checked(count + size - 1) / size * size;

    private sealed class Block : SafeHandle
    {
        public Block(nint byteLength)
            : base(invalidHandleValue: 0, ownsHandle: true)
        {
            ByteLength = byteLength;
            SetHandle((nint)AlignedMemory.Allocate((nuint)byteLength));
            GC.AddMemoryPressure(byteLength);
        }

        public nint ByteLength { get; }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            AlignedMemory.Free((void*)handle);
            GC.RemoveMemoryPressure(ByteLength);
            return true;
        }
    }
}
