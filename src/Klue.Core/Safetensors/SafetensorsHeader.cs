using System.Diagnostics.CodeAnalysis;
using Klue.Checkpoints;

namespace Klue.Safetensors;

/// <summary>A header that has passed every rule: the tensors in the order of their data, and the metadata.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The largest header that the format allows, in bytes.</summary>
    public const int MaxLength = 100_000_000;

    /// <summary>The bytes before the header: its length.</summary>
    public const int PrefixLength = sizeof(ulong);

    /// <summary>The name that holds the metadata instead of a tensor.</summary>
    public const string MetadataName = "__metadata__";

    private readonly Dictionary<string, int> _places;
    private readonly TensorInfo[] _tensors;

    private SafetensorsHeader(
        Dictionary<string, int> places, TensorInfo[] tensors, TensorInfo[] ordered, IReadOnlyDictionary<string, string> metadata)
    {
        (_places, _tensors, Tensors, Metadata) = (places, tensors, ordered, metadata);
    }

    public IReadOnlyList<TensorInfo> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public bool TryGetTensor(string name, [NotNullWhen(true)] out TensorInfo? tensor)
    {
        tensor = _places.TryGetValue(name, out var place) ? _tensors[place] : null;
        return tensor is not null;
    }

    /// <summary>Parses the header's bytes and holds its entries against a data section of <paramref name="dataLength"/> bytes.</summary>
    public static SafetensorsHeader Parse(string file, ReadOnlySpan<byte> json, long dataLength)
    {
        var parser = new SafetensorsHeaderParser(file, json);
        parser.Parse();

        SafetensorsHeaderEntry[] entries = [.. parser.Entries];
        var order = OrderByPlace(entries);
        var tensors = new TensorInfo[entries.Length];
        var ordered = new TensorInfo[entries.Length];
        var end = 0UL;
        for (var i = 0; i < order.Length; i++)
        {
            ref readonly var entry = ref entries[order[i]];
            ordered[i] = tensors[order[i]] = Place(file, entry, end);
            end = entry.End;
        }

        if (end != (ulong)dataLength)
        {
            throw new SafetensorsException(file, SafetensorsRule.MetadataIncompleteBuffer, $"{end} bytes of tensor data", $"{dataLength}");
        }

        return new SafetensorsHeader(parser.Places, tensors, ordered, parser.Metadata);
    }

    // By (begin, end); equal ranges, which only empty tensors may have, stay in the order of the header.
    private static int[] OrderByPlace(SafetensorsHeaderEntry[] entries)
    {
        var order = new int[entries.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (left, right) =>
        {
            ref readonly var first = ref entries[left];
            ref readonly var second = ref entries[right];
            return first.Begin != second.Begin ? first.Begin.CompareTo(second.Begin)
                : first.End != second.End ? first.End.CompareTo(second.End)
                : left.CompareTo(right);
        });
        return order;
    }

    private static TensorInfo Place(string file, in SafetensorsHeaderEntry entry, ulong begin)
    {
        if (entry.Begin != begin || entry.End < entry.Begin)
        {
            throw Broken(SafetensorsRule.InvalidOffset, entry, $"data_offsets from {begin} on", $"[{entry.Begin}, {entry.End}]");
        }

        if (!entry.Shape.TryCountElements(out var count) || (UInt128)count * (uint)entry.Dtype.BitWidth > ulong.MaxValue)
        {
            throw Broken(SafetensorsRule.ValidationOverflow, entry, "a size that 64 bits can count", Description(entry));
        }

        var bits = count * (uint)entry.Dtype.BitWidth;
        if (bits % 8 != 0)
        {
            throw Broken(SafetensorsRule.MisalignedSlice, entry, "a whole number of bytes", $"{bits} bits for {Description(entry)}");
        }

        if (bits / 8 != entry.End - entry.Begin)
        {
            throw Broken(
                SafetensorsRule.TensorInvalidInfo, entry, $"{bits / 8} bytes for {Description(entry)}", $"{entry.End - entry.Begin}");
        }

        return new TensorInfo(entry.Name, entry.Dtype, entry.Shape) { Begin = (long)begin };

        SafetensorsException Broken(SafetensorsRule rule, in SafetensorsHeaderEntry tensor, string expected, string found) =>
            new(file, rule, $"for tensor {Quoted.Text(tensor.Name)} {expected}", found);
    }

    private static string Description(in SafetensorsHeaderEntry entry) => $"{entry.Dtype.FileName} {entry.Shape}";
}
