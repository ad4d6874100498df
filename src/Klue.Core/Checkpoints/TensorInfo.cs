namespace Klue.Checkpoints;

/// <summary>What a file says about one tensor: name, element type, shape and place.</summary>
public sealed record TensorInfo
{
    /// <summary>Describes a tensor of row-major, packed elements.</summary>
    /// <exception cref="ArgumentException">The size is too large to count, or no whole number of bytes.</exception>
    public TensorInfo(string name, Dtype dtype, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!shape.TryCountElements(out var count) || count > long.MaxValue)
        {
            throw new ArgumentException($"Tensor {Quoted.Text(name)}: {shape} has too many elements.", nameof(shape));
        }

        var bits = (UInt128)count * (uint)dtype.BitWidth;
        if (bits % 8 != 0 || bits / 8 > long.MaxValue)
        {
            throw new ArgumentException(
                $"Tensor {Quoted.Text(name)}: {bits} bits are no whole number of bytes that a file can hold.", nameof(shape));
        }

        (Name, Dtype, Shape, ElementCount, ByteLength) = (name, dtype, shape, (long)count, (long)(bits / 8));
    }

    /// <summary>The name, as the file has it.</summary>
    public string Name { get; }

    /// <summary>The type of the elements as stored.</summary>
    public Dtype Dtype { get; }

    /// <summary>The shape.</summary>
    public TensorShape Shape { get; }

    /// <summary>The product of the dimensions.</summary>
    public long ElementCount { get; }

    /// <summary>The size in bytes as stored.</summary>
    public long ByteLength { get; }

    /// <summary>Where the tensor begins, in bytes from the start of the file's data section; 0 where the source has none.</summary>
    public long Begin { get; init; }

    /// <summary>Where the tensor ends, exclusive, in bytes from the start of the file's data section.</summary>
    public long End => Begin + ByteLength;

    /// <summary>Type and shape, such as <c>F32 [32000, 768]</c>.</summary>
    public override string ToString() => $"{Dtype.FileName} {Shape}";
}
