using System.Text;
using Klue.CommandLine;

namespace Klue.Bench.Results;

/// <summary>A file that the command line names.</summary>
internal static class InputText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the file whole.</summary>
    /// <param name="name">What names it, such as <c>--texts</c>.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">It cannot be read, or is no UTF-8.</exception>
    public static string Read(string name, string path)
    {
        try
        {
            return File.ReadAllText(path, StrictUtf8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{name} '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The lines of the file that are not empty, with their numbers from 1.</summary>
    /// <exception cref="UsageException">It cannot be read, is no UTF-8, or holds no line.</exception>
    public static IReadOnlyList<(int Number, string Text)> ReadLines(string name, string path)
    {
        var lines = Read(name, path).Split('\n')
            .Select((line, index) => (Number: index + 1, Text: line.TrimEnd('\r')))
            .Where(line => line.Text.Length > 0)
            .ToList();
        return lines.Count > 0 ? lines : throw new UsageException($"{name} '{path}' is empty.");
    }
}
