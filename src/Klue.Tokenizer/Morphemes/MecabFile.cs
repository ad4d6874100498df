using System.Numerics;
using System.Runtime.InteropServices;

namespace Klue.Tokenizer.Morphemes;

/// <summary>One little-endian binary file of a compiled dictionary, read from front to back.</summary>
internal sealed class MecabFile : IDisposable
{
    private readonly FileStream _stream;

    private MecabFile(string path, FileStream stream)
    {
        Path = path;
        _stream = stream;
        Length = stream.Length;
    }

    public string Path { get; }

    /// <summary>Bytes in the whole file.</summary>
    public long Length { get; }

    public static MecabFile Open(string folder, string name)
    {
        var path = System.IO.Path.Combine(folder, name);
        try
        {
            // Whole sections are read at once, so a buffer would only copy them twice.
            return new MecabFile(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MecabDictionaryException(path, $"cannot be opened: {exception.Message}", exception);
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>The exception for a broken rule of this file.</summary>
    public MecabDictionaryException Broken(string rule) => new(Path, rule);

    public void ReadBytes(Span<byte> destination)
    {
        try
        {
            _stream.ReadExactly(destination);
        }
        catch (IOException exception)
        {
            throw new MecabDictionaryException(
                Path, $"{destination.Length} bytes were expected and could not be read: {exception.Message}", exception);
        }
    }

    /// <summary>The next <paramref name="count"/> integers of the file.</summary>
    public T[] Read<T>(int count)
        where T : unmanaged, IBinaryInteger<T>
    {
        var values = new T[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        ReadBytes(bytes);
        if (!BitConverter.IsLittleEndian)
        {
            for (var size = bytes.Length / count; !bytes.IsEmpty; bytes = bytes[size..])
            {
                bytes[..size].Reverse();
            }
        }

        return values;
    }
}
