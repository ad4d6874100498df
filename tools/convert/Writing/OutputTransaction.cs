using Klue.IO;
using Klue.Safetensors;

namespace Klue.Conversion.Writing;

/// <summary>New files beside the old ones, put in their places together, in the order in which they were added, or not at all.</summary>
internal sealed class OutputTransaction : IDisposable
{
    private readonly List<(IDisposable File, Action Commit)> _files = [];

    public SafetensorsWriter Add(SafetensorsWriter file)
    {
        _files.Add((file, file.Commit));
        return file;
    }

    public AtomicFileStream Add(AtomicFileStream file)
    {
        _files.Add((file, file.Commit));
        return file;
    }

    /// <exception cref="FileAccessException">The device failed; files from that one on are as they were.</exception>
    public void Commit()
    {
        foreach (var (_, commit) in _files)
        {
            commit();
        }
    }

    public void Dispose()
    {
        foreach (var (file, _) in _files)
        {
            file.Dispose();
        }
    }
}
