using Microsoft.Win32.SafeHandles;

namespace Klue.IO;

/// <summary>Reading files by place, with the base library's errors translated.</summary>
internal static class FileReading
{
    // The kernel hands out at most a little under 2 GiB a call; smaller steps cost nothing.
    private const int Step = 1 << 28;

    /// <summary>Opens a file for reading at any place.</summary>
    /// <exception cref="FileAccessException">There is no such file, or it may not be read.</exception>
    public static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            throw FileAccessException.Reading(path, exception);
        }
    }

    /// <summary>The length of an open file in bytes.</summary>
    public static long Length(SafeFileHandle handle, string path)
    {
        try
        {
            return RandomAccess.GetLength(handle);
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            throw FileAccessException.Reading(path, exception);
        }
    }

    /// <summary>Fills <paramref name="destination"/> with the bytes from <paramref name="offset"/> on. Thread-safe.</summary>
    /// <exception cref="FileAccessException">The file ends before, or the device fails.</exception>
    public static void ReadExactly(SafeFileHandle handle, string path, long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read;
            try
            {
                read = RandomAccess.Read(handle, destination[..Math.Min(destination.Length, Step)], offset);
            }
            catch (Exception exception) when (FileAccessException.IsFileError(exception))
            {
                throw FileAccessException.Reading(path, exception);
            }

            if (read == 0)
            {
                throw new FileAccessException(
                    path, "read", $"it ends at byte {offset}, {destination.Length} bytes too early; it was changed while in use");
            }

            offset += read;
            destination = destination[read..];
        }
    }

    /// <summary>The whole of a small file.</summary>
    /// <exception cref="FileAccessException">It cannot be read, or is longer than <paramref name="limit"/> bytes.</exception>
    public static byte[] ReadAll(string path, int limit)
    {
        using var handle = Open(path);
        var length = Length(handle, path);
        if (length > limit)
        {
            throw new FileAccessException(path, "read", $"it holds {length} bytes, expected at most {limit}");
        }

        var bytes = new byte[length];
        ReadExactly(handle, path, 0, bytes);
        return bytes;
    }
}
