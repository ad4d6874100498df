using System.Diagnostics.CodeAnalysis;
using Klue.Checkpoints;
using Klue.IO;
using Microsoft.Win32.SafeHandles;

namespace Klue.Conversion.Torch;

/// <summary>
/// A checkpoint that PyTorch saved, as a source of tensors: the zip form, the legacy form, state dictionaries bare or inside a
/// training checkpoint. Tensors are read as they are asked for, row-major and packed, whatever view of its storage each one is.
/// </summary>
internal sealed class TorchFile : ITensorSource
{
    private const int LongestSignature = 512;

    // A view can repeat one element without end. Weights tied to one another repeat a few times.
    private const int MostRepeats = 8;
    private const long AlwaysReadable = 64L << 20;

    private readonly SafeFileHandle _handle;
    private readonly Dictionary<string, StridedData> _data = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorInfo> _tensors = new(StringComparer.Ordinal);
    private readonly List<TensorInfo> _ordered = [];

    private TorchFile(string path, SafeFileHandle handle) => (Path, _handle) = (path, handle);

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorInfo> Tensors => _ordered;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Which of the two forms the file has, in words.</summary>
    public string Format { get; private set; } = string.Empty;

    /// <summary>The storages that more than one tensor lies in, in the order of the file.</summary>
    public IReadOnlyList<SharedStorage> SharedStorages { get; private set; } = [];

    /// <summary>Opens a file and checks it in full, but for the tensors' bytes.</summary>
    /// <exception cref="TorchFileException">The file breaks a rule.</exception>
    /// <exception cref="FileAccessException">The file cannot be read.</exception>
    public static TorchFile Open(string path)
    {
        var handle = FileReading.Open(path);
        try
        {
            var file = new TorchFile(path, handle);
            file.Load(ReadContents(path, handle, FileReading.Length(handle, path)));
            return file;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out TensorInfo? tensor) => _tensors.TryGetValue(name, out tensor);

    /// <inheritdoc/>
    public string FileOf(string name) => Path;

    /// <inheritdoc/>
    public void ReadBytes(string name, long offset, Span<byte> destination)
    {
        var tensor = this.GetTensor(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.ByteLength - destination.Length);
        _data[name].Read(offset, destination);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        foreach (var data in _data.Values)
        {
            data.Dispose();
        }

        _handle.Dispose();
    }

    private static TorchContents ReadContents(string path, SafeFileHandle handle, long length)
    {
        Span<byte> signature = stackalloc byte[(int)Math.Min(length, LongestSignature)];
        FileReading.ReadExactly(handle, path, 0, signature);
        return FileSignature.Find(signature) switch
        {
            FileSignature.Zip => TorchArchive.Read(path, handle, length),
            FileSignature.Pickle => TorchStream.Read(path, handle, length),
            var other => throw new FilePart(path).Error(TorchRule.Format, "a checkpoint that PyTorch saved, in its zip or legacy form", other),
        };
    }

    private void Load(TorchContents contents)
    {
        var dictionary = StateDictionary.Find(contents.Part, contents.Pickle);
        var readable = (Int128)MostRepeats * contents.Places.Keys.Sum(storage => storage.ByteLength) + AlwaysReadable;
        foreach (var (name, view) in dictionary.Tensors)
        {
            var info = new TensorInfo(name, view.Dtype, view.Shape);
            readable -= info.ByteLength;
            contents.Part.Demand(
                readable >= 0, TorchRule.View, $"views that repeat their storages at most {MostRepeats} times", $"more with tensor {Quoted.Text(name)} of {info.ByteLength} bytes");
            _ordered.Add(info);
            _tensors.Add(name, info);
            _data.Add(name, new StridedData(_handle, Path, contents.Places[view.Storage], view));
        }

        Format = contents.Format;
        Warnings = [.. contents.Warnings, .. dictionary.Warnings];
        SharedStorages = SharedStorage.Group(dictionary.Tensors);
    }
}
