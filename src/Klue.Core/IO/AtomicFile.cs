namespace Klue.IO;

/// <summary>
/// The one way in which Klue writes a file: into a temporary file in the same folder, which is then renamed over the target.
/// Whatever interrupts the run, the target is the old file or the new one, whole. A file that replaces another is on the device
/// before; a new one, for which nothing can be lost, is left to the system as any copy is. What a killed run left behind is
/// removed by the next that writes the same target.
/// </summary>
public static class AtomicFile
{
    /// <summary>
    /// Begins the new content of a file, which may exist or not; it takes its place with <see cref="AtomicFileStream.Commit"/>.
    /// </summary>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="length">The content's length where it is known: room is taken at once, so that a full disk shows early.</param>
    /// <exception cref="FileAccessException">
    /// The folder is missing or may not be written to, the target is a folder, a device or read-only, or there is no room.
    /// </exception>
    public static AtomicFileStream Create(string path, long length = 0)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        try
        {
            var target = Path.GetFullPath(path);
            RefuseTarget(path, target);
            TemporaryFile.RemoveAbandoned(target);
            var temporary = TemporaryFile.For(target);
            return new AtomicFileStream(path, target, temporary, temporary.Create(length), replaces: File.Exists(target));
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            throw FileAccessException.Writing(path, exception);
        }
    }

    /// <summary>Writes a whole file at once.</summary>
    /// <exception cref="FileAccessException">The file cannot be written; the old one is as it was.</exception>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> content)
    {
        using var file = Create(path, content.Length);
        file.Write(content);
        file.Commit();
    }

    /// <summary>Writes a whole file of text at once, in UTF-8 without a byte order mark.</summary>
    /// <exception cref="FileAccessException">The file cannot be written; the old one is as it was.</exception>
    public static void WriteAllText(string path, string content) => WriteAllBytes(path, System.Text.Encoding.UTF8.GetBytes(content));

    // Renaming asks only for the folder's permission: it would replace a read-only file or a device without a word.
    internal static void RefuseTarget(string path, string target)
    {
        var reason = Directory.Exists(target) ? "it is a folder"
            : IsDevice(target) ? "it is no regular file"
            : File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly) ? "it is read-only"
            : null;
        if (reason is not null)
        {
            throw new FileAccessException(path, "written", reason);
        }
    }

    private static bool IsDevice(string target) => !OperatingSystem.IsWindows()
        && (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal))
        && !target.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
