using System.Runtime.InteropServices;

namespace Klue.Kernels;

/// <summary>
/// Zeroed native memory on a 64-byte boundary, one cache line and one 512-bit vector. It may hold more elements than
/// a span can, so spans are taken by place and length. Freed by <see cref="Dispose"/>, otherwise by the finaliser;
/// a span taken before must not be used after. A buffer may also view memory of somebody else, whatever that holds.
/// </summary>
public sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    /// <summary>The boundary that the first element lies on, in bytes.</summary>
    public const int Alignment = AlignedMemory.Alignment;

    private readonly SafeHandle? _owner;
    private nint _address;

    /// <summary>Takes room for <paramref name="length"/> elements, all zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public NativeBuffer(nint length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        ByteLength = checked(length * sizeof(T));

        // An empty buffer still owns a line: its pointer is as valid and as aligned as any other.
        var bytes = Math.Max(ByteLength, Alignment);
        _address = (nint)AlignedMemory.Allocate((nuint)bytes);
        GC.AddMemoryPressure(bytes);
    }

    /// <summary>Views memory of somebody else, which stays as it is at least until the buffer is disposed of.</summary>
    /// <param name="owner">What keeps the memory; held until then.</param>
    /// <param name="address">The first element.</param>
    /// <param name="length">Number of elements.</param>
    /// <exception cref="ArgumentException">The address is not on the boundary.</exception>
    public NativeBuffer(SafeHandle owner, nint address, nint length)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (address == 0 || address % Alignment != 0)
        {
            throw new ArgumentException($"The memory at {address} does not begin on a boundary of {Alignment} bytes.", nameof(address));
        }

        Length = length;
        ByteLength = checked(length * sizeof(T));
        var isHeld = false;
        owner.DangerousAddRef(ref isHeld);
        (_owner, _address) = (owner, address);
    }

    /// <summary>Frees a buffer that nobody disposed of.</summary>
    ~NativeBuffer() => Free();

    /// <summary>Number of elements.</summary>
    public nint Length { get; }

    /// <summary>Number of bytes.</summary>
    public nint ByteLength { get; }

    /// <summary>The first element; valid until <see cref="Dispose"/>.</summary>
    internal T* Pointer
    {
        get
        {
            var address = _address;
            ObjectDisposedException.ThrowIf(address == 0, this);
            return (T*)address;
        }
    }

    /// <summary>The whole buffer.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed of.</exception>
    /// <exception cref="OverflowException">It holds more elements than a span can; take <see cref="Slice"/>.</exception>
    public Span<T> Span => new(Pointer, checked((int)Length));

    /// <summary>The <paramref name="length"/> elements from <paramref name="start"/> on.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the buffer.</exception>
    public Span<T> Slice(nint start, int length)
    {
        var pointer = Pointer;
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length - length);
        return new Span<T>(pointer + start, length);
    }

    /// <summary>Frees the memory. Spans taken from the buffer are dead.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        var pointer = Interlocked.Exchange(ref _address, 0);
        if (pointer == 0)
        {
            return;
        }

        if (_owner is not null)
        {
            _owner.DangerousRelease();
        }
        else
        {
            AlignedMemory.Free((void*)pointer);
            GC.RemoveMemoryPressure(Math.Max(ByteLength, Alignment));
        }
    }
}
