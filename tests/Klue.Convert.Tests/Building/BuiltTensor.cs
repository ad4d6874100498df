using Klue.Checkpoints;

namespace Klue.Convert.Tests.Building;

/// <summary>A tensor to be written: a view of a storage, inside it or not.</summary>
internal sealed record BuiltTensor(string Name, BuiltStorage Storage, long Offset, long[] Sizes, long[] Strides)
{
    /// <summary>A tensor of float32 with a storage of its own.</summary>
    public static BuiltTensor Singles(string name, long[] sizes, Func<int, float> value)
    {
        var count = (int)sizes.Aggregate(1L, (product, size) => product * size);
        return Packed(name, BuiltStorage.Of<float>(name.GetHashCode(StringComparison.Ordinal).ToString("x", null), Dtype.F32, [.. Enumerable.Range(0, count).Select(value)]), sizes);
    }

    /// <summary>The elements of a storage in row-major order.</summary>
    public static BuiltTensor Packed(string name, BuiltStorage storage, params long[] sizes)
    {
        var strides = new long[sizes.Length];
        var stride = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= sizes[i];
        }

        return new BuiltTensor(name, storage, 0, sizes, strides);
    }

    /// <summary>The bytes of the view in row-major order, gathered one element at a time.</summary>
    public byte[] RowMajorBytes()
    {
        var size = Storage.Dtype.BitWidth / 8;
        IEnumerable<long> places = [Offset];
        for (var i = 0; i < Sizes.Length; i++)
        {
            var (count, stride) = (Sizes[i], Strides[i]);
            places = places.SelectMany(place => Enumerable.Range(0, (int)count).Select(index => place + index * stride));
        }

        return [.. places.SelectMany(place => Storage.Bytes.Skip((int)place * size).Take(size))];
    }
}
