using Klue.Kernels;
using Microsoft.Win32.SafeHandles;

namespace Klue.IO;

/// <summary>Bytes read into aligned native memory, of any length.</summary>
internal sealed class MemorySection : FileSection
{
    private const int Step = 1 << 30;

    private readonly NativeBuffer<byte> _bytes;

    /// <summary>Reads <paramref name="length"/> bytes from <paramref name="begin"/> on; the handle is not kept.</summary>
    public MemorySection(SafeFileHandle handle, string path, long begin, long length)
    {
        _bytes = new NativeBuffer<byte>(checked((nint)length));
        try
        {
            for (var done = 0L; done < length; done += Step)
            {
                FileReading.ReadExactly(handle, path, begin + done, _bytes.Slice((nint)done, (int)Math.Min(Step, length - done)));
            }
        }
        catch
        {
            _bytes.Dispose();
            throw;
        }
    }

    public override void Read(long offset, Span<byte> destination) => Slice(offset, destination.Length).CopyTo(destination);

    public override ReadOnlySpan<byte> Slice(long offset, int length) => _bytes.Slice((nint)offset, length);

    public override void Dispose() => _bytes.Dispose();
}
