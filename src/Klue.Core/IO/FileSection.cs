using Klue.Kernels;

namespace Klue.IO;

/// <summary>A range of bytes of a file, wherever they are kept. Reading is thread-safe.</summary>
internal abstract class FileSection : IDisposable
{
    /// <summary>Copies the bytes from <paramref name="offset"/> of the section on.</summary>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>The bytes in place; dead once the section is disposed of.</summary>
    /// <exception cref="InvalidOperationException">They are not in memory.</exception>
    public abstract ReadOnlySpan<byte> Slice(long offset, int length);

    /// <summary>
    /// Elements in place, which stay there until the buffer is disposed of, even if the section is before; null where they are
    /// not in memory that could, or not on the boundary that a buffer has.
    /// </summary>
    public virtual NativeBuffer<T>? TryView<T>(long offset, nint length)
        where T : unmanaged => null;

    public abstract void Dispose();
}
