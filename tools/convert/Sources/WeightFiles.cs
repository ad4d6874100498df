using Klue.Checkpoints;
using Klue.Conversion.Torch;
using Klue.Safetensors;

namespace Klue.Conversion.Sources;

/// <summary>The one door to weights of every format: a file, an index of shards, or a folder that holds one of them.</summary>
internal static class WeightFiles
{
    private const string TorchExtension = ".bin";
    private const string TorchIndex = ".bin.index.json";

    // In the order in which HF looks, then what KLUE-baseline calls its parser.
    private static readonly string[] Names = [TensorSource.SingleFile, TensorSource.IndexFile, "pytorch_model.bin", "pytorch_model" + TorchIndex, "dp-model.bin"];

    // KLUE-baseline's dialogue tracker carries the number of its step.
    private const string TrackerPattern = "trade-*.bin";

    /// <summary>Opens the weights of a folder or the file that is named; what a file is, its extension says.</summary>
    /// <exception cref="KlueException">There are none, or they break a rule of their format.</exception>
    public static ITensorSource Open(string path)
    {
        var file = Directory.Exists(path) ? TryFind(path) ?? throw Missing(path) : path;
        return file.EndsWith(TorchIndex, StringComparison.Ordinal) ? ShardedTensors.Open(file, TorchExtension, TorchFile.Open)
            : file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
                ? TensorSource.Open(file, SafetensorsAccess.Streamed)
            : TorchFile.Open(file);
    }

    /// <summary>The error about a folder without weights.</summary>
    public static CheckpointException Missing(string folder) => new(folder, null, $"one of {string.Join(", ", Names)} or {TrackerPattern}", "none");

    /// <summary>The file or index of a folder's weights; null when there is none.</summary>
    /// <exception cref="CheckpointException">Several are as likely.</exception>
    public static string? TryFind(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        if (Array.Find(Names, name => File.Exists(Path.Combine(folder, name))) is { } known)
        {
            return Path.Combine(folder, known);
        }

        var trackers = Directory.EnumerateFiles(folder, TrackerPattern).Order(StringComparer.Ordinal).ToList();
        return trackers.Count <= 1
            ? trackers.FirstOrDefault()
            : throw new CheckpointException(folder, null, $"one file {TrackerPattern}", $"{trackers.Count}, such as {Quoted.Text(Path.GetFileName(trackers[0]))}; name one of them");
    }

    /// <summary>The format in words, for summaries.</summary>
    public static string FormatOf(ITensorSource source) => source switch
    {
        SafetensorsFile => "safetensors",
        ShardedTensors sharded when sharded.Shards.All(shard => shard is SafetensorsFile) => "safetensors in shards",
        ShardedTensors => "PyTorch in shards",
        TorchFile torch => torch.Format,
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    /// <summary>What the file says of itself; empty for formats that have no room for it, and for shards.</summary>
    public static IReadOnlyDictionary<string, string> MetadataOf(ITensorSource source) =>
        source is SafetensorsFile file ? file.Metadata : new Dictionary<string, string>();

    /// <summary>The storages that several tensors lie in; none in formats without storages.</summary>
    public static IReadOnlyList<SharedStorage> SharedStoragesOf(ITensorSource source) => source switch
    {
        TorchFile torch => torch.SharedStorages,
        ShardedTensors sharded => [.. sharded.Shards.SelectMany(SharedStoragesOf)],
        _ => [],
    };
}
