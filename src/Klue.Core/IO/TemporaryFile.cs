using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Klue.IO;

/// <summary>
/// The file beside a target that its next content is written to: <c>.klue-TARGET-PROCESS-RANDOM.tmp</c>, TARGET being a hash of
/// the target's name (a name may be as long as the file system allows) and PROCESS the writer's id.
/// </summary>
internal sealed class TemporaryFile
{
    private const string Extension = ".tmp";

    private readonly string _path;

    private TemporaryFile(string path) => _path = path;

    /// <summary>A name of its own for the next content of a target.</summary>
    public static TemporaryFile For(string target)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Random.Shared.NextInt64():x16}");
        return new TemporaryFile(Prefix(target) + name + Extension);
    }

    /// <summary>
    /// Removes what killed runs left of a target's new content. A file is abandoned when no process holds it open and none
    /// with its writer's id is running; the first alone would catch a writer just before it opens or after it closes.
    /// </summary>
    public static void RemoveAbandoned(string target)
    {
        var prefix = Prefix(target);
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + "*" + Extension))
        {
            var process = path[prefix.Length..].Split('-')[0];
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsRunning(id))
            {
                TryRemove(path);
            }
        }
    }

    /// <summary>Creates the file and keeps it to this process.</summary>
    public FileStream Create(long length) => new(
        _path,
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 1 << 16,
            PreallocationSize = length,
        });

    /// <summary>Gives the closed file the target's permissions, if there is one, and its place.</summary>
    public void MoveOver(string target)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(_path, File.GetUnixFileMode(target));
        }

        File.Move(_path, target, overwrite: true);
    }

    /// <summary>Closes and removes the file, whatever state it is in.</summary>
    public void Discard(FileStream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // The last buffer did not fit on the disk; what was written is to go anyway.
        }

        TryRemove(_path);
    }

    internal static string Prefix(string target)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(Path.GetFileName(target)));
        return Path.Combine(Path.GetDirectoryName(target)!, string.Create(CultureInfo.InvariantCulture, $".klue-{hash:x16}-"));
    }

    // FNV-1a of 64 bits: nobody chooses names to make two alike, and a cryptographic hash would load a library of the system.
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 0x100000001B3);
        }

        return hash;
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or Win32Exception)
        {
            // It ended this moment, or this system does not tell: then the file may wait for the next run.
            return true;
        }
    }

    private static void TryRemove(string path)
    {
        try
        {
            using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            // Someone holds or removed it: then it is not ours to remove.
        }
    }
}
