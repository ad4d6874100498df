namespace Klue.IO;

/// <summary>A range of bytes of a file, wherever they are kept. Reading is thread-safe.</summary>
internal abstract class FileSection : IDisposable
{
    /// <summary>Copies the bytes from <paramref name="offset"/> of the section on.</summary>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>The bytes in place; dead once the section is disposed of.</summary>
    /// <exception cref="InvalidOperationException">They are not in memory.</exception>
    public abstract ReadOnlySpan<byte> Slice(long offset, int length);

    public abstract void Dispose();
}
