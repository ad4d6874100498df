using System.Diagnostics.CodeAnalysis;
using Klue.Checkpoints;
using Klue.Conversion.Pickles;

namespace Klue.Conversion.Torch;

/// <summary>
/// A tensor as PyTorch has it: element (i0, i1, ...) is element offset + i0 stride0 + i1 stride1 + ... of a storage. Transposed,
/// cut, expanded and shared tensors differ from plain ones in nothing else. Made only of numbers that stay inside the storage.
/// </summary>
internal sealed class TorchView
{
    private TorchView(TorchStorage storage, Dtype dtype, long byteOffset, TensorShape shape, long[] strides)
    {
        (Storage, Dtype, ByteOffset, Shape, Strides) = (storage, dtype, byteOffset, shape, strides);
        shape.TryCountElements(out var count);
        ElementCount = (long)count;
        CoveredElements = count == 0 ? 0 : (long)Last(0, shape, strides) + 1;
        IsContiguous = count == 0 || HasPackedRows(shape, strides);
    }

    public TorchStorage Storage { get; }

    public Dtype Dtype { get; }

    public TensorShape Shape { get; }

    /// <summary>For each dimension how many elements of the storage lie between neighbours.</summary>
    public long[] Strides { get; }

    /// <summary>Where the first element lies in the storage, in bytes.</summary>
    public long ByteOffset { get; }

    /// <summary>The size of an element in bytes.</summary>
    public int ElementSize => Dtype.BitWidth / 8;

    public long ElementCount { get; }

    /// <summary>The number of elements of the storage from the view's first to its last, both included.</summary>
    public long CoveredElements { get; }

    /// <summary>Whether the elements lie in the storage one after another in row-major order.</summary>
    public bool IsContiguous { get; }

    /// <summary>Makes a view, unless it leaves its storage: then <paramref name="fault"/> says where.</summary>
    public static bool TryCreate(
        PickleStorage storage,
        Dtype dtype,
        long offset,
        long[] sizes,
        long[] strides,
        [NotNullWhen(true)] out TorchView? view,
        out (string Expected, string Found) fault)
    {
        view = null;
        fault = default;
        var shape = new TensorShape(sizes);
        if (strides.Length != sizes.Length)
        {
            fault = ($"{sizes.Length} strides, one for each size", $"{strides.Length}");
            return false;
        }

        // A storage without element type counts bytes; its tensors count their own elements.
        var elementSize = dtype.BitWidth / 8;
        var available = storage.Count * storage.Storage.ElementSize / elementSize;
        if (!shape.TryCountElements(out var count) || count > (ulong)(long.MaxValue / elementSize))
        {
            fault = ("a size that 64 bits can count", $"{shape}");
            return false;
        }

        if (count > 0 && Last(offset, shape, strides) is var last && last >= available)
        {
            fault = ($"elements below {available}, the end of storage {Quoted.Text(storage.Storage.Key)}", $"element {last}");
            return false;
        }

        var first = storage.First * storage.Storage.ElementSize + (count > 0 ? offset * elementSize : 0);
        view = new TorchView(storage.Storage, dtype, first, shape, strides);
        return true;
    }

    /// <summary>Whether the other is this very view: the same elements of the same storage in the same order.</summary>
    public bool IsSameAs(TorchView other) =>
        Storage == other.Storage && Dtype == other.Dtype && ByteOffset == other.ByteOffset && Shape == other.Shape && Strides.AsSpan().SequenceEqual(other.Strides);

    /// <summary>The place of a row-major element, counted in elements from the view's first; <paramref name="index"/> receives its indices.</summary>
    public long Seek(long element, Span<long> index)
    {
        var place = 0L;
        for (var i = index.Length - 1; i >= 0; i--)
        {
            (element, index[i]) = Math.DivRem(element, (long)Shape[i]);
            place += index[i] * Strides[i];
        }

        return place;
    }

    /// <summary>The place of the element after the one at <paramref name="place"/>, whose indices are moved on.</summary>
    public long Advance(long place, Span<long> index)
    {
        for (var i = index.Length - 1; i >= 0; i--)
        {
            index[i]++;
            place += Strides[i];
            if (index[i] < (long)Shape[i])
            {
                break;
            }

            place -= index[i] * Strides[i];
            index[i] = 0;
        }

        return place;
    }

    // Below 2^63 times 2^63 times 64 dimensions: Int128 holds it.
    private static Int128 Last(long offset, TensorShape shape, long[] strides)
    {
        Int128 last = offset;
        for (var i = 0; i < strides.Length; i++)
        {
            last += ((Int128)shape[i] - 1) * strides[i];
        }

        return last;
    }

    private static bool HasPackedRows(TensorShape shape, long[] strides)
    {
        var packed = 1L;
        for (var i = strides.Length - 1; i >= 0; i--)
        {
            var size = (long)shape[i];

            // Along a dimension of one element nobody ever steps.
            if (size > 1 && strides[i] != packed)
            {
                return false;
            }

            packed *= size;
        }

        return true;
    }
}
