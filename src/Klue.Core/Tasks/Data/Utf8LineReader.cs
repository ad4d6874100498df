using System.Text;
using System.Text.Unicode;

namespace Klue.Tasks.Data;

/// <summary>Lines of a UTF-8 file with their numbers; they end in LF or CR LF.</summary>
internal static class Utf8LineReader
{
    public static IEnumerable<(long Number, string Text)> Lines(string path)
    {
        using var stream = Utf8Text.Open(path);
        var buffer = new byte[1 << 16];
        var (start, end, number, final) = (0, 0, 0L, false);
        while (!final)
        {
            buffer.AsSpan(start..end).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, checked(buffer.Length * 2));
            }

            var read = stream.ReadAtLeast(buffer.AsSpan(end), Math.Min(3, buffer.Length - end), throwOnEndOfStream: false);
            final = read == 0;
            end += read;
            if (number == 0)
            {
                start = Utf8Text.ByteOrderMark(buffer.AsSpan(0, end), path);
                if (start == end)
                {
                    throw new TaskDataException(new DataLocation(path), "examples", "an empty file");
                }
            }

            while (start < end)
            {
                var length = buffer.AsSpan(start..end).IndexOf((byte)'\n');
                if (length < 0 && !final)
                {
                    break;
                }

                length = length < 0 ? end - start : length;
                yield return (++number, Decode(buffer.AsSpan(start, length), path, number));
                start = Math.Min(end, start + length + 1);
            }
        }
    }

    private static string Decode(ReadOnlySpan<byte> line, string path, long number)
    {
        if (!Utf8.IsValid(line))
        {
            throw Utf8Text.Invalid(path, number);
        }

        return Encoding.UTF8.GetString(line is [.. var text, (byte)'\r'] ? text : line);
    }
}
