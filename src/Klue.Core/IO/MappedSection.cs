using System.IO.MemoryMappedFiles;
using Klue.Kernels;
using Microsoft.Win32.SafeHandles;

namespace Klue.IO;

/// <summary>
/// Bytes mapped from the file. The one place of Klue.Core with a pointer: it is bounded by the length of the file as it
/// was when mapped, and every slice is held against that.
/// </summary>
internal sealed unsafe class MappedSection : FileSection
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly long _length;
    private byte* _first;

    /// <summary>
    /// Maps the whole file, of which <paramref name="length"/> bytes from <paramref name="begin"/> on are the section; the handle is
    /// not kept.
    /// </summary>
    public MappedSection(SafeFileHandle handle, string path, long begin, long length)
    {
        try
        {
            _file = MemoryMappedFile.CreateFromFile(
                handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            _file?.Dispose();
            throw FileAccessException.Reading(path, exception);
        }

        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _first = start + _view.PointerOffset + begin;
        _length = length;
    }

    public override void Read(long offset, Span<byte> destination) => Slice(offset, destination.Length).CopyTo(destination);

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_first is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, _length - length);
        return new ReadOnlySpan<byte>(_first + offset, length);
    }

    public override NativeBuffer<T>? TryView<T>(long offset, nint length)
    {
        ObjectDisposedException.ThrowIf(_first is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, _length - checked(length * sizeof(T)));
        var address = (nint)(_first + offset);
        return address % NativeBuffer<T>.Alignment == 0 ? new NativeBuffer<T>(_view.SafeMemoryMappedViewHandle, address, length) : null;
    }

    public override void Dispose()
    {
        if (_first is not null)
        {
            _first = null;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}
