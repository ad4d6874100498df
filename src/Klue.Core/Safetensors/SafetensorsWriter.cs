using System.Runtime.InteropServices;
using Klue.Checkpoints;
using Klue.IO;

namespace Klue.Safetensors;

/// <summary>
/// Writes a file in the safetensors format as its reference writer does: tensors by type, widest first, then by
/// name, the header padded with spaces. The tensors are described first; their data follows in any order and in parts of any
/// size, so that nothing need be held in memory. The file appears with <see cref="Commit"/>, whole, or not at all.
/// </summary>
public sealed class SafetensorsWriter : IDisposable
{
    /// <summary>What the reference writer aligns the data section to.</summary>
    public const int DefaultAlignment = 8;

    private readonly AtomicFileStream _file;
    private readonly Dictionary<string, TensorInfo> _tensors;
    private readonly Dictionary<string, long> _written;
    private readonly Lock _lock = new();

    private SafetensorsWriter(AtomicFileStream file, long dataBegin, TensorInfo[] tensors)
    {
        (_file, DataBegin, Tensors) = (file, dataBegin, tensors);
        _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        _written = tensors.ToDictionary(tensor => tensor.Name, _ => 0L, StringComparer.Ordinal);
    }

    /// <summary>The tensors in the order of the file, each at its place.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Where in the file the data section begins, which the tensors' places count from.</summary>
    public long DataBegin { get; }

    /// <summary>Begins a file.</summary>
    /// <param name="path">The file, which may exist.</param>
    /// <param name="tensors">Names, types and shapes in any order; places are given here.</param>
    /// <param name="metadata">Strings to keep under <c>__metadata__</c>; HF writes <c>format</c> = <c>pt</c>.</param>
    /// <param name="alignment">What the data section is aligned to in the file: 8, or 64 for a vector's and a cache line's sake; then tensors of whole lines come first, each on one.</param>
    /// <exception cref="SafetensorsException">
    /// The format has no room for it: a name stands twice, is no Unicode text or reserved; the header or the file is too long.
    /// </exception>
    /// <exception cref="FileAccessException">The file cannot be written.</exception>
    public static SafetensorsWriter Create(
        string path,
        IEnumerable<TensorInfo> tensors,
        IReadOnlyDictionary<string, string>? metadata = null,
        int alignment = DefaultAlignment)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentOutOfRangeException.ThrowIfNotEqual(alignment is 8 or 64, true, nameof(alignment));
        var placed = SafetensorsLayout.Place(path, tensors, alignment);
        var header = SafetensorsLayout.WriteHeader(path, placed, metadata, alignment);
        var file = AtomicFile.Create(path, header.Length + (placed.Length == 0 ? 0 : placed[^1].End));
        try
        {
            file.WriteAt(0, header);
            return new SafetensorsWriter(file, header.Length, placed);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes the next bytes of a tensor, row-major and little-endian.</summary>
    /// <exception cref="ArgumentException">The tensor was not described, or has fewer bytes left.</exception>
    /// <exception cref="FileAccessException">The device failed.</exception>
    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        var tensor = Find(name);
        Write(tensor, _written[name], bytes);
    }

    /// <summary>Writes bytes of a tensor at a place in it, each byte once. Thread-safe: several threads may write different ranges at once.</summary>
    /// <exception cref="ArgumentException">The tensor was not described, or the bytes leave it or are more than it has left.</exception>
    /// <exception cref="FileAccessException">The device failed.</exception>
    public void Write(string name, long offset, ReadOnlySpan<byte> bytes)
    {
        var tensor = Find(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.ByteLength - bytes.Length);
        Write(tensor, offset, bytes);
    }

    /// <summary>Writes the next elements of a tensor of type <see cref="Dtype.F32"/>, row-major.</summary>
    /// <exception cref="ArgumentException">The tensor was not described, has another type, or has fewer elements left.</exception>
    /// <exception cref="FileAccessException">The device failed.</exception>
    public void Write(string name, ReadOnlySpan<float> values)
    {
        if (Find(name).Dtype != Dtype.F32)
        {
            throw new ArgumentException($"Tensor {Quoted.Text(name)} is {Find(name).Dtype.FileName}, not F32.", nameof(values));
        }

        Write(name, MemoryMarshal.AsBytes(values));
    }

    /// <summary>Puts the file in its place.</summary>
    /// <exception cref="InvalidOperationException">A tensor's data is not complete.</exception>
    /// <exception cref="FileAccessException">The device failed.</exception>
    public void Commit()
    {
        foreach (var tensor in Tensors)
        {
            if (_written[tensor.Name] != tensor.ByteLength)
            {
                throw new InvalidOperationException(
                    $"Tensor {Quoted.Text(tensor.Name)} has {_written[tensor.Name]} of its {tensor.ByteLength} bytes.");
            }
        }

        _file.Commit();
    }

    /// <summary>Leaves the target as it was, unless <see cref="Commit"/> was called.</summary>
    public void Dispose() => _file.Dispose();

    private void Write(TensorInfo tensor, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var left = tensor.ByteLength - _written[tensor.Name];
            if (bytes.Length > left)
            {
                throw new ArgumentException($"Tensor {Quoted.Text(tensor.Name)} has {left} bytes left, not {bytes.Length}.", nameof(bytes));
            }

            _written[tensor.Name] += bytes.Length;
        }

        _file.WriteAt(DataBegin + tensor.Begin + offset, bytes);
    }

    private TensorInfo Find(string name) => _tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new ArgumentException($"Tensor {Quoted.Text(name)} was not described.", nameof(name));
}
