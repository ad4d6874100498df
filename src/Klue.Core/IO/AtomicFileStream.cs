using Microsoft.Win32.SafeHandles;

namespace Klue.IO;

/// <summary>
/// The new content of a file, not in its place before <see cref="Commit"/>; see <see cref="AtomicFile"/>. What is written of a large
/// file that replaces another goes to the device while the rest is still to come, so that the flush before the renaming finds
/// little to do.
/// </summary>
public sealed class AtomicFileStream : Stream
{
    // A few thousandths of a second of a fast device's time, which soon has something to do and in the end little left.
    private const long FlushStep = 16 << 20;

    private readonly string _target;
    private readonly TemporaryFile _temporary;
    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;
    private readonly bool _replaces;
    private readonly Lock _flush = new();
    private Task _flushing = Task.CompletedTask;
    private long _unflushed;
    private bool _isCommitted;

    internal AtomicFileStream(string path, string target, TemporaryFile temporary, FileStream stream, bool replaces)
    {
        (Path, _target, _temporary, _stream, _replaces) = (path, target, temporary, stream, replaces);
        _handle = stream.SafeFileHandle;
    }

    /// <summary>The target, as it was named.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => !_isCommitted;

    /// <inheritdoc/>
    public override long Length => _stream.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _stream.Position;
        set => Translate(() => _stream.Position = value);
    }

    /// <summary>Puts the new content in the target's place. Only disposing may follow.</summary>
    /// <exception cref="FileAccessException">The device failed, or the target cannot be replaced any more; it is as it was.</exception>
    public void Commit()
    {
        ObjectDisposedException.ThrowIf(_isCommitted, this);
        Translate(() =>
        {
            // The system tells of a failed write once: to the flush that met it.
            _flushing.GetAwaiter().GetResult();
            _stream.Flush(flushToDisk: _replaces || File.Exists(_target));
            _stream.Dispose();
            AtomicFile.RefuseTarget(Path, _target);
            _temporary.MoveOver(_target);
        });
        _isCommitted = true;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _stream.Write(buffer);
            FlushBehind(buffer.Length);
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            throw FileAccessException.Writing(Path, exception);
        }
    }

    /// <summary>
    /// Writes at a place in the file; <see cref="Position"/> stays where it is. Thread-safe beside itself, so that several threads
    /// write different ranges at once.
    /// </summary>
    /// <exception cref="FileAccessException">The device failed.</exception>
    public void WriteAt(long position, ReadOnlySpan<byte> buffer)
    {
        try
        {
            RandomAccess.Write(_handle, buffer, position);
            FlushBehind(buffer.Length);
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            throw FileAccessException.Writing(Path, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => Translate(_stream.Flush);

    /// <inheritdoc/>
    public override void SetLength(long value) => Translate(() => _stream.SetLength(value));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        Translate(() => _stream.Seek(offset, origin));
        return Position;
    }

    /// <summary>Not supported: the stream is for writing.</summary>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An AtomicFileStream is written, not read.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isCommitted)
        {
            // The file is removed only when nobody holds it; whether the flush succeeded does not matter any more.
            Task.WhenAny(_flushing).GetAwaiter().GetResult();
            _temporary.Discard(_stream);
        }

        base.Dispose(disposing);
    }

    // One flush at a time, and none waits for it: what has come in the meantime is for the next.
    private void FlushBehind(int written)
    {
        if (!_replaces)
        {
            return;
        }

        lock (_flush)
        {
            _unflushed += written;
            if (_unflushed >= FlushStep && _flushing.IsCompleted)
            {
                _flushing.GetAwaiter().GetResult();
                _flushing = Task.Run(() => RandomAccess.FlushToDisk(_handle));
                _unflushed = 0;
            }
        }
    }

    private void Translate(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (FileAccessException.IsFileError(exception))
        {
            throw FileAccessException.Writing(Path, exception);
        }
    }
}
