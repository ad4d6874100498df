using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Klue.Checkpoints;

namespace Klue.Core.Tests.Checkpoints;

/// <summary>Tensors made up by a test.</summary>
internal sealed class InMemoryTensors : ITensorSource
{
    private readonly Dictionary<string, (TensorInfo Info, byte[] Bytes)> _tensors = [];

    public string Path => "memory";

    public IReadOnlyList<TensorInfo> Tensors => [.. _tensors.Values.Select(tensor => tensor.Info)];

    public IReadOnlyList<string> Warnings => [];

    public bool IsDisposed { get; private set; }

    public InMemoryTensors Add<T>(string name, Dtype dtype, long[] shape, params ReadOnlySpan<T> values)
        where T : unmanaged
    {
        _tensors.Add(name, (new TensorInfo(name, dtype, new TensorShape(shape)), MemoryMarshal.AsBytes(values).ToArray()));
        return this;
    }

    /// <summary>A float32 tensor whose elements count up from <paramref name="first"/>.</summary>
    public InMemoryTensors Add(string name, long[] shape, float first = 0)
    {
        var values = Enumerable.Range(0, (int)shape.Aggregate(1L, (product, size) => product * size)).Select(i => first + i).ToArray();
        return Add<float>(name, Dtype.F32, shape, values);
    }

    public bool TryGetTensor(string name, [NotNullWhen(true)] out TensorInfo? tensor)
    {
        tensor = _tensors.TryGetValue(name, out var found) ? found.Info : null;
        return tensor is not null;
    }

    public string FileOf(string name) => Path;

    public void ReadBytes(string name, long offset, Span<byte> destination) =>
        _tensors[name].Bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);

    public void Dispose() => IsDisposed = true;
}
