using System.Buffers;
using System.Text;

namespace Klue.Cli.Input;

/// <summary>A text file, or standard input, read line by line as strict UTF-8.</summary>
internal static class InputFile
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What messages call a file.</summary>
    public static string Name(string path) => path == StandardInput ? "standard input" : $"'{path}'";

    /// <summary>The length of a file in bytes; null for standard input and for what is no file.</summary>
    public static long? Length(string path) => path != StandardInput && File.Exists(path) ? new FileInfo(path).Length : null;

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UsageException">The file cannot be opened.</exception>
    public static Stream Open(string path, CommandHost host)
    {
        if (path == StandardInput)
        {
            return host.Input;
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var reason = exception is ArgumentException or NotSupportedException ? "the path is not valid." : exception.Message;
            throw new UsageException($"{Name(path)} cannot be read: {reason}", exception);
        }
    }

    /// <summary>The lines of a file; memory grows with the longest line, not with the file.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="host">Has standard input.</param>
    /// <param name="onRead">Told how many bytes were read, each time; or null.</param>
    /// <exception cref="UsageException">The file cannot be read, or a line is not UTF-8.</exception>
    public static IEnumerable<TextLine> ReadLines(string path, CommandHost host, Action<int>? onRead = null)
    {
        using var stream = Open(path, host);
        var source = Name(path);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            var (start, end, number, ended) = (0, 0, 0L, false);
            while (!ended || start < end)
            {
                var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
                if (length < 0 && !ended)
                {
                    MakeRoom(ref buffer, ref start, ref end);
                    var read = stream.Read(buffer, end, buffer.Length - end);
                    ended = read == 0;
                    end += read;
                    onRead?.Invoke(read);
                    continue;
                }

                number++;
                var line = length < 0 ? end - start : length;
                yield return new TextLine(source, number, Decode(buffer.AsSpan(start, line), source, number));
                start += line + (length < 0 ? 0 : 1);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void MakeRoom(ref byte[] buffer, ref int start, ref int end)
    {
        if (start == 0 && end < buffer.Length)
        {
            return;
        }

        var target = end - start < buffer.Length / 2 ? buffer : ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(start, end - start).CopyTo(target);
        if (target != buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        (buffer, end, start) = (target, end - start, 0);
    }

    private static string Decode(ReadOnlySpan<byte> line, string source, long number)
    {
        if (number == 1 && line.StartsWith("\uFEFF"u8))
        {
            line = line["\uFEFF"u8.Length..];
        }

        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }

        try
        {
            return StrictUtf8.GetString(line);
        }
        catch (DecoderFallbackException exception)
        {
            throw new UsageException($"{source}, line {number}: invalid UTF-8 at byte {exception.Index + 1} of the line.", exception);
        }
    }
}
