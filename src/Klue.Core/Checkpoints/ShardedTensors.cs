using System.Diagnostics.CodeAnalysis;
using Klue.Configuration;
using Klue.IO;
using Klue.Safetensors;

namespace Klue.Checkpoints;

/// <summary>
/// A checkpoint in several files beside an index (<c>model.safetensors.index.json</c>) whose <c>weight_map</c> says which
/// file holds which tensor. All shards are opened and checked at once.
/// </summary>
public sealed class ShardedTensors : ITensorSource
{
    private const string WeightMap = "weight_map";

    private readonly string _extension;
    private readonly Func<string, ITensorSource> _openShard;
    private readonly Dictionary<string, ITensorSource> _shards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ITensorSource> _shardOf = new(StringComparer.Ordinal);
    private readonly List<TensorInfo> _tensors = [];
    private readonly List<string> _warnings = [];

    private ShardedTensors(string path, string extension, Func<string, ITensorSource> openShard)
    {
        (Path, _extension, _openShard) = (path, extension, openShard);
    }

    /// <summary>The index, as it was named when opened.</summary>
    public string Path { get; }

    /// <summary>The tensors that the index names, shard by shard, in the order of their data.</summary>
    public IReadOnlyList<TensorInfo> Tensors => _tensors;

    /// <summary>What the shards remark, and a line for each with tensors that the index does not place there; those are passed over.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The shards, in the order of their names.</summary>
    internal IEnumerable<ITensorSource> Shards => _shards.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>Opens an index and the safetensors files it names, which lie in the same folder.</summary>
    /// <exception cref="FileAccessException">The index or a shard cannot be read.</exception>
    /// <exception cref="ConfigurationException">
    /// The index is not strict JSON with a <c>weight_map</c> from names to plain file names, or a tensor is not in the shard that it names.
    /// </exception>
    /// <exception cref="SafetensorsException">A shard breaks a rule of the format.</exception>
    public static ShardedTensors Open(string path, SafetensorsAccess access = SafetensorsAccess.Memory) => Open(path, _ => access);

    /// <summary>Opens an index and the safetensors files it names, each file's access chosen by its metadata.</summary>
    internal static ShardedTensors Open(string path, Func<IReadOnlyDictionary<string, string>, SafetensorsAccess> accessFor) =>
        Open(path, ".safetensors", shard => SafetensorsFile.Open(shard, accessFor));

    /// <summary>Opens an index and the shards it names, whose names end in <paramref name="extension"/>.</summary>
    internal static ShardedTensors Open(string path, string extension, Func<string, ITensorSource> openShard)
    {
        ArgumentNullException.ThrowIfNull(path);
        var map = JsonFile.ReadObject(path).GetSection(WeightMap);
        var source = new ShardedTensors(path, extension, openShard);
        try
        {
            foreach (var (tensor, shardName) in map.EnumerateStrings())
            {
                source.Assign(map, tensor, shardName);
            }

            source.CollectTensors();
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out TensorInfo? tensor)
    {
        tensor = null;
        return _shardOf.TryGetValue(name, out var shard) && shard.TryGetTensor(name, out tensor);
    }

    /// <inheritdoc/>
    public string FileOf(string name) => _shardOf.TryGetValue(name, out var shard) ? shard.Path : Path;

    /// <inheritdoc/>
    public void ReadBytes(string name, long offset, Span<byte> destination)
    {
        this.GetTensor(name);
        _shardOf[name].ReadBytes(name, offset, destination);
    }

    /// <summary>Closes all shards.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards.Values)
        {
            shard.Dispose();
        }
    }

    private void Assign(JsonSection map, string tensor, string shardName)
    {
        if (!_shards.TryGetValue(shardName, out var shard))
        {
            if (!IsPlainName(shardName))
            {
                throw map.Error(tensor, $"a plain file name that ends in {_extension}", Quoted.Text(shardName));
            }

            var folder = System.IO.Path.GetDirectoryName(Path) ?? string.Empty;
            shard = _openShard(System.IO.Path.Combine(folder, shardName));
            _shards.Add(shardName, shard);
        }

        if (!shard.TryGetTensor(tensor, out _))
        {
            throw map.Error(tensor, $"it in {Quoted.Text(shardName)}", "no such tensor there");
        }

        _shardOf.Add(tensor, shard);
    }

    private void CollectTensors()
    {
        foreach (var (shardName, shard) in _shards.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var named = shard.Tensors.Where(tensor => _shardOf.GetValueOrDefault(tensor.Name) == shard).ToList();
            _tensors.AddRange(named);
            _warnings.AddRange(shard.Warnings);
            if (named.Count < shard.Tensors.Count)
            {
                var first = shard.Tensors.First(tensor => _shardOf.GetValueOrDefault(tensor.Name) != shard);
                _warnings.Add(
                    $"{Quoted.Text(Path)} does not name {shard.Tensors.Count - named.Count} tensors of {Quoted.Text(shardName)}, "
                    + $"such as {Quoted.Text(first.Name)}; they are passed over");
            }
        }
    }

    // No way out of the folder on any system: separators, drives and streams (C:x, x:y), and what no file name may hold.
    private bool IsPlainName(string name) =>
        name.EndsWith(_extension, StringComparison.Ordinal)
        && name.AsSpan().IndexOfAny('/', '\\', ':') < 0
        && !name.Any(char.IsControl);
}
