using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Klue.Checkpoints;
using Klue.IO;
using Klue.Kernels;
using Microsoft.Win32.SafeHandles;

namespace Klue.Safetensors;

/// <summary>
/// A file in the safetensors format (huggingface/safetensors, README "Format"), checked in full when opened: 8 bytes of
/// header length, a JSON header, the tensors' bytes without a gap. Tensors and files may be larger than 2 GiB and
/// need no alignment. Little-endian, as every platform of .NET that Klue knows.
/// </summary>
public sealed class SafetensorsFile : ITensorSource
{
    private readonly SafetensorsHeader _header;
    private readonly FileSection _data;

    private SafetensorsFile(string path, SafetensorsHeader header, FileSection data)
    {
        (Path, _header, _data) = (path, header, data);
    }

    /// <summary>The file, as it was named when opened.</summary>
    public string Path { get; }

    /// <summary>All tensors, in the order of their data.</summary>
    public IReadOnlyList<TensorInfo> Tensors => _header.Tensors;

    /// <summary>The strings under <c>__metadata__</c>; HF writes <c>format</c> = <c>pt</c>. Empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>None: what is odd in a single file is an error.</summary>
    public IReadOnlyList<string> Warnings => [];

    /// <summary>Opens a file and checks it.</summary>
    /// <exception cref="FileAccessException">The file cannot be read.</exception>
    /// <exception cref="SafetensorsException">The file breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path, SafetensorsAccess access = SafetensorsAccess.Memory) => Open(path, _ => access);

    /// <summary>Opens a file and checks it, its access chosen by its metadata.</summary>
    internal static SafetensorsFile Open(string path, Func<IReadOnlyDictionary<string, string>, SafetensorsAccess> accessFor)
    {
        ArgumentNullException.ThrowIfNull(path);
        var handle = FileReading.Open(path);
        var keepsHandle = false;
        try
        {
            var fileLength = FileReading.Length(handle, path);
            var headerLength = ReadHeaderLength(handle, path, fileLength);
            var begin = SafetensorsHeader.PrefixLength + headerLength;
            var dataLength = fileLength - begin;
            var header = ReadHeader(handle, path, headerLength, dataLength);
            FileSection data = accessFor(header.Metadata) switch
            {
                SafetensorsAccess.Memory => new MemorySection(handle, path, begin, dataLength),
                SafetensorsAccess.Mapped => new MappedSection(handle, path, begin, dataLength),
                SafetensorsAccess.Streamed => new StreamedSection(handle, path, begin),
                var access => throw new ArgumentOutOfRangeException(nameof(accessFor), access, "There is no such access."),
            };
            keepsHandle = data is StreamedSection;
            return new SafetensorsFile(path, header, data);
        }
        finally
        {
            if (!keepsHandle)
            {
                handle.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out TensorInfo? tensor) => _header.TryGetTensor(name, out tensor);

    /// <inheritdoc/>
    public string FileOf(string name) => Path;

    /// <inheritdoc/>
    public void ReadBytes(string name, long offset, Span<byte> destination) =>
        _data.Read(Locate(name, offset, destination.Length), destination);

    /// <summary>
    /// The tensor's bytes in place, <paramref name="length"/> of them from <paramref name="offset"/> on, at whatever
    /// alignment the file gives them. The span is dead once the file is disposed of.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file was opened as <see cref="SafetensorsAccess.Streamed"/>.</exception>
    /// <exception cref="CheckpointException">There is no tensor of this name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the tensor.</exception>
    public ReadOnlySpan<byte> GetBytes(string name, long offset, int length) => _data.Slice(Locate(name, offset, length), length);

    /// <summary>
    /// All elements of a tensor: in place where the file is mapped and the tensor on a boundary, otherwise a copy. The buffer
    /// outlives the file.
    /// </summary>
    /// <exception cref="CheckpointException">There is no tensor of this name.</exception>
    /// <exception cref="FileAccessException">The file cannot be read any more.</exception>
    internal NativeBuffer<T> GetElements<T>(string name)
        where T : unmanaged
    {
        const int Step = 1 << 20;
        var tensor = this.GetTensor(name);
        if (_data.TryView<T>(tensor.Begin, checked((nint)tensor.ElementCount)) is { } view)
        {
            return view;
        }

        var copy = new NativeBuffer<T>(checked((nint)tensor.ElementCount));
        for (nint done = 0; done < copy.Length; done += Step)
        {
            var part = MemoryMarshal.AsBytes(copy.Slice(done, (int)Math.Min(Step, copy.Length - done)));
            ReadBytes(name, done * Unsafe.SizeOf<T>(), part);
        }

        return copy;
    }

    /// <summary>Frees or unmaps the data; spans of it are dead.</summary>
    public void Dispose() => _data.Dispose();

    private long Locate(string name, long offset, int length)
    {
        var tensor = this.GetTensor(name);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.ByteLength - length);
        return tensor.Begin + offset;
    }

    private static int ReadHeaderLength(SafeFileHandle handle, string path, long fileLength)
    {
        if (fileLength < SafetensorsHeader.PrefixLength)
        {
            throw new SafetensorsException(
                path, SafetensorsRule.HeaderTooSmall, $"at least {SafetensorsHeader.PrefixLength} bytes", $"{fileLength}");
        }

        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        FileReading.ReadExactly(handle, path, 0, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength)
        {
            throw new SafetensorsException(
                path, SafetensorsRule.HeaderTooLarge, $"a header of at most {SafetensorsHeader.MaxLength} bytes", $"{length}");
        }

        if (length > (ulong)(fileLength - SafetensorsHeader.PrefixLength))
        {
            throw new SafetensorsException(
                path, SafetensorsRule.InvalidHeaderLength, $"a header inside the file of {fileLength} bytes", $"one of {length} bytes");
        }

        return (int)length;
    }

    private static SafetensorsHeader ReadHeader(SafeFileHandle handle, string path, int length, long dataLength)
    {
        using var json = new NativeBuffer<byte>(length);
        FileReading.ReadExactly(handle, path, SafetensorsHeader.PrefixLength, json.Span);
        return SafetensorsHeader.Parse(path, json.Span, dataLength);
    }
}
