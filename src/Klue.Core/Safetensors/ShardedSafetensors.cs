using System.Diagnostics.CodeAnalysis;
using Klue.Checkpoints;
using Klue.Configuration;
using Klue.IO;

namespace Klue.Safetensors;

/// <summary>
/// A checkpoint in several safetensors files beside an index (<c>model.safetensors.index.json</c>) whose
/// <c>weight_map</c> says which file holds which tensor. All shards are opened and checked at once.
/// </summary>
public sealed class ShardedSafetensors : ITensorSource
{
    private readonly Dictionary<string, SafetensorsFile> _shards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsFile> _shardOf = new(StringComparer.Ordinal);
    private readonly List<TensorInfo> _tensors = [];
    private readonly List<string> _warnings = [];

    private ShardedSafetensors(string path) => Path = path;

    /// <summary>The index, as it was named when opened.</summary>
    public string Path { get; }

    /// <summary>The tensors that the index names, shard by shard, in the order of their data.</summary>
    public IReadOnlyList<TensorInfo> Tensors => _tensors;

    /// <summary>A line for each shard with tensors that the index does not place there; they are passed over.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Opens an index and the shards it names, which lie in the same folder.</summary>
    /// <exception cref="FileAccessException">The index or a shard cannot be read.</exception>
    /// <exception cref="ConfigurationException">The index is not strict JSON with a <c>weight_map</c> from names to file names.</exception>
    /// <exception cref="SafetensorsException">
    /// A shard's name is no plain file name, a shard breaks a rule of the format, or a tensor is not in the shard that the index names.
    /// </exception>
    public static ShardedSafetensors Open(string path, SafetensorsAccess access = SafetensorsAccess.Memory)
    {
        ArgumentNullException.ThrowIfNull(path);
        var map = JsonFile.ReadObject(path).GetSection("weight_map");
        var source = new ShardedSafetensors(path);
        try
        {
            foreach (var (tensor, shardName) in map.EnumerateStrings())
            {
                source.Assign(tensor, shardName, access);
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

    private void Assign(string tensor, string shardName, SafetensorsAccess access)
    {
        if (!_shards.TryGetValue(shardName, out var shard))
        {
            if (!IsPlainName(shardName))
            {
                throw new SafetensorsException(
                    Path,
                    SafetensorsRule.InvalidShardName,
                    $"for tensor {Quoted.Text(tensor)} a plain file name that ends in .safetensors",
                    Quoted.Text(shardName));
            }

            var folder = System.IO.Path.GetDirectoryName(Path) ?? string.Empty;
            shard = SafetensorsFile.Open(System.IO.Path.Combine(folder, shardName), access);
            _shards.Add(shardName, shard);
        }

        if (!shard.TryGetTensor(tensor, out _))
        {
            throw new SafetensorsException(
                Path, SafetensorsRule.TensorNotInShard, $"tensor {Quoted.Text(tensor)} in {Quoted.Text(shardName)}", "none there");
        }

        _shardOf.Add(tensor, shard);
    }

    private void CollectTensors()
    {
        foreach (var (shardName, shard) in _shards.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var named = shard.Tensors.Where(tensor => _shardOf.GetValueOrDefault(tensor.Name) == shard).ToList();
            _tensors.AddRange(named);
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
    private static bool IsPlainName(string name) =>
        name.EndsWith(".safetensors", StringComparison.Ordinal)
        && name.AsSpan().IndexOfAny('/', '\\', ':') < 0
        && !name.Any(char.IsControl);
}
