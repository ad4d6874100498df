using Microsoft.Win32.SafeHandles;

namespace Klue.IO;

/// <summary>Bytes that stay in the file and are read when asked for.</summary>
internal sealed class StreamedSection(SafeFileHandle handle, string path, long begin) : FileSection
{
    public override void Read(long offset, Span<byte> destination) => FileReading.ReadExactly(handle, path, begin + offset, destination);

    public override ReadOnlySpan<byte> Slice(long offset, int length) =>
        throw new InvalidOperationException($"{Quoted.Text(path)} is read as it is asked for: its bytes are not in memory.");

    public override void Dispose() => handle.Dispose();
}
