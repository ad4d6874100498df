using System.Buffers;
using System.Text;
using Klue.IO;

namespace Klue.Tasks.Data;

/// <summary>The rules by which data files are UTF-8: a leading mark is skipped, anything else that is not UTF-8 is a fault.</summary>
internal static class Utf8Text
{
    /// <summary>Opens a file for reading from its beginning.</summary>
    /// <exception cref="FileAccessException">There is no such file, or it may not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            throw FileAccessException.Reading(path, exception);
        }
    }

    /// <summary>The length of the UTF-8 byte order mark at the start of a file, 0 without one.</summary>
    public static int ByteOrderMark(ReadOnlySpan<byte> start, string path)
    {
        if (start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF]))
        {
            throw new TaskDataException(new DataLocation(path, 1), "UTF-8", "a UTF-16 byte order mark");
        }

        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return start.StartsWith(mark) ? mark.Length : 0;
    }

    /// <summary>The position of the first byte that begins no valid sequence.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length && Rune.DecodeFromUtf8(bytes[position..], out _, out var length) == OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }

    public static TaskDataException Invalid(string path, long line) =>
        new(new DataLocation(path, line), "UTF-8", "bytes that are not");
}
