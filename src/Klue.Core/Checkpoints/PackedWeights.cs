using Klue.Kernels;
using Klue.Models;
using Klue.Safetensors;

namespace Klue.Checkpoints;

/// <summary>
/// A safetensors file whose encoder weights lie in the engine's own layout, ready to be mapped: what
/// <c>klue-convert --packed</c> writes. Its metadata say which layout that is; a file of another one is refused.
/// A matrix NAME takes the tensors NAME.panels, NAME.bias and, in int8, NAME.scales, NAME.sums and NAME.factors. Beside int8
/// ones some may be kept in a wider format, in that format's layout: the type of their panels says which.
/// </summary>
internal sealed class PackedWeights
{
    /// <summary>The version of the layouts; it rises with every change that an older or newer engine would misread.</summary>
    public const int Version = 1;

    /// <summary>The metadata key whose presence marks a packed file; its value is the version.</summary>
    public const string VersionKey = "klue.packed";

    private const string FormatKey = "klue.packed.weights";
    private const string LayoutKey = "klue.packed.layout";
    private const string TileKey = "klue.packed.tile";
    private const string SplitKey = "klue.packed.split";

    private readonly SafetensorsFile _file;

    private PackedWeights(SafetensorsFile file, WeightFormat format, EncoderSplit split) => (_file, Format, Split) = (file, format, split);

    /// <summary>The format of the packed matrices, but for those that are kept in a wider one.</summary>
    public WeightFormat Format { get; }

    /// <summary>The splits of int8.</summary>
    public EncoderSplit Split { get; }

    /// <summary>Whether a source says that it is packed, in whatever version.</summary>
    public static bool IsMarked(ITensorSource source) => source is SafetensorsFile file && AreMarked(file.Metadata);

    /// <summary>Whether a file's metadata say that it is packed, in whatever version.</summary>
    public static bool AreMarked(IReadOnlyDictionary<string, string> metadata) => metadata.ContainsKey(VersionKey);

    /// <summary>The packed weights of a source; null for a plain one.</summary>
    /// <exception cref="CheckpointException">They are packed in another way than this engine's.</exception>
    public static PackedWeights? Find(ITensorSource source)
    {
        if (source is not SafetensorsFile file || !IsMarked(file))
        {
            return null;
        }

        if (file.Metadata[VersionKey] != $"{Version}")
        {
            throw new CheckpointException(
                file.Path, null, $"packed weights of version {Version}", $"version {Quoted.Text(file.Metadata[VersionKey])}; klue-convert --packed packs the plain model again");
        }

        var format = Demand(file, FormatKey, Enum.GetNames<WeightFormat>());
        var weights = Enum.Parse<WeightFormat>(format);
        Demand(file, LayoutKey, PackedMatrix.LayoutOf(weights));
        Demand(file, TileKey, $"{PackedMatrix.TileOf(weights)}");
        return new PackedWeights(file, weights, weights == WeightFormat.I8 ? ParseSplit(file) : EncoderSplit.Default);
    }

    /// <summary>What a packed file says of itself.</summary>
    public static Dictionary<string, string> Describe(WeightFormat format, EncoderSplit split)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [VersionKey] = $"{Version}",
            [FormatKey] = $"{format}",
            [LayoutKey] = PackedMatrix.LayoutOf(format),
            [TileKey] = $"{PackedMatrix.TileOf(format)}",
        };
        if (format == WeightFormat.I8)
        {
            metadata[SplitKey] = $"{split}";
        }

        return metadata;
    }

    /// <summary>The name of one part of a matrix.</summary>
    public static string NameOf(string matrix, PackedPart part) => $"{matrix}.{$"{part}".ToLowerInvariant()}";

    /// <summary>The element type of a part of a matrix or table.</summary>
    public static Dtype DtypeOf<T>(WeightFormat format) => default(T) switch
    {
        float => Dtype.F32,
        ushort => format == WeightFormat.BF16 ? Dtype.BF16 : Dtype.F16,
        sbyte => Dtype.I8,
        int => Dtype.I32,
        _ => throw new ArgumentOutOfRangeException(nameof(format), typeof(T), "No part has such elements."),
    };

    /// <summary>A matrix over the file's own bytes.</summary>
    /// <exception cref="CheckpointException">A part is missing, misshapen or of another type.</exception>
    public PackedMatrix Matrix(EncoderMatrix matrix)
    {
        var format = FormatOf(matrix);
        return new(matrix.Rows, matrix.Columns, format, Split.Of(matrix.Place), new FileMemory(_file, format, part => NameOf(matrix.Name, part)));
    }

    /// <summary>A table over the bytes of a plain tensor.</summary>
    /// <exception cref="CheckpointException">The tensor is misshapen or of another type.</exception>
    public PackedTable Table(string tensor, int rows, int columns, WeightFormat format) =>
        new(rows, columns, format, new FileMemory(_file, format, _ => tensor));

    private WeightFormat FormatOf(EncoderMatrix matrix) =>
        Format == WeightFormat.I8 && _file.TryGetTensor(NameOf(matrix.Name, PackedPart.Panels), out var panels)
            ? WordFormat.AsStored(panels.Dtype) ?? Format
            : Format;

    private static string Demand(SafetensorsFile file, string key, params ReadOnlySpan<string> expected)
    {
        var found = file.Metadata.GetValueOrDefault(key);
        return found is not null && expected.Contains(found)
            ? found
            : throw new CheckpointException(
                file.Path, null, $"{key} = {string.Join(" or ", expected.ToArray())} in the metadata of packed weights", found is null ? "none" : Quoted.Text(found));
    }

    private static EncoderSplit ParseSplit(SafetensorsFile file)
    {
        var text = file.Metadata.GetValueOrDefault(SplitKey, string.Empty);
        return EncoderSplit.TryParse(text, out var split)
            ? split
            : throw new CheckpointException(file.Path, null, $"{SplitKey} = a split such as {EncoderSplit.Examples} in the metadata of packed weights", Quoted.Text(text));
    }

    private sealed class FileMemory(SafetensorsFile file, WeightFormat format, Func<PackedPart, string> nameOf) : IPackedMemory
    {
        public bool IsFilled => true;

        public NativeBuffer<T> Take<T>(PackedPart part, params ReadOnlySpan<long> shape)
            where T : unmanaged
        {
            var tensor = file.GetTensor(nameOf(part), shape);
            return tensor.Dtype == DtypeOf<T>(format)
                ? file.GetElements<T>(tensor.Name)
                : throw new CheckpointException(file.Path, tensor.Name, $"type {DtypeOf<T>(format).FileName}", tensor.Dtype.FileName);
        }
    }
}
