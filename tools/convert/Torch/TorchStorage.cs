using Klue.Checkpoints;

namespace Klue.Conversion.Torch;

/// <summary>The memory under one or more tensors: a flat run of elements in the file.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="ElementType">What it holds; null when it holds bytes whose tensors say what they are.</param>
/// <param name="Count">The number of elements, or of bytes where there is no element type.</param>
internal sealed record TorchStorage(string Key, Dtype? ElementType, long Count)
{
    /// <summary>The size of an element in bytes.</summary>
    public int ElementSize => ElementType is { } type ? type.BitWidth / 8 : 1;

    /// <summary>The size in bytes; <see cref="TorchStorages"/> has seen that it fits.</summary>
    public long ByteLength => Count * ElementSize;
}
