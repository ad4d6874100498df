using Klue.IO;
using Klue.Kernels;
using Microsoft.Win32.SafeHandles;

namespace Klue.Conversion.Torch;

/// <summary>
/// The bytes of a view in row-major order. Of a packed view they are read straight from the file; of another one the range of
/// the storage that it covers is read into memory first and kept until as much is read as there is, for its elements come from all over it.
/// Thread-safe.
/// </summary>
internal sealed class StridedData(SafeFileHandle handle, string path, long storageBegin, TorchView view) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly long _length = view.ElementCount * view.ElementSize;
    private NativeBuffer<byte>? _covered;
    private long _read;

    public void Read(long offset, Span<byte> destination)
    {
        if (view.IsContiguous)
        {
            FileReading.ReadExactly(handle, path, storageBegin + view.ByteOffset + offset, destination);
            return;
        }

        lock (_lock)
        {
            _covered ??= ReadCovered();
            Gather(_covered, offset, destination);
            _read += destination.Length;
            if (_read >= _length)
            {
                Dispose();
            }
        }
    }

    public void Dispose()
    {
        _covered?.Dispose();
        _covered = null;
        _read = 0;
    }

    private NativeBuffer<byte> ReadCovered()
    {
        const int Step = 1 << 24;
        var covered = new NativeBuffer<byte>((nint)(view.CoveredElements * view.ElementSize));
        for (var done = 0L; done < covered.Length; done += Step)
        {
            var part = covered.Slice((nint)done, (int)Math.Min(Step, covered.Length - done));
            FileReading.ReadExactly(handle, path, storageBegin + view.ByteOffset + done, part);
        }

        return covered;
    }

    // Walks the row-major indices like an odometer; only the first and the last element can be asked for in part.
    private void Gather(NativeBuffer<byte> covered, long offset, Span<byte> destination)
    {
        var size = view.ElementSize;
        var index = new long[view.Strides.Length];
        var place = view.Seek(offset / size, index);
        var skipped = (int)(offset % size);
        while (!destination.IsEmpty)
        {
            var length = Math.Min(size - skipped, destination.Length);
            covered.Slice((nint)(place * size + skipped), length).CopyTo(destination);
            destination = destination[length..];
            skipped = 0;
            place = view.Advance(place, index);
        }
    }
}
