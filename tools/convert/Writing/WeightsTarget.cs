using System.Globalization;
using System.Text.RegularExpressions;
using Klue.Checkpoints;
using Klue.IO;

namespace Klue.Conversion.Writing;

/// <summary>
/// Where the weights of a model go: one file, or shards behind an index. Shards get names that no file has yet, so that until
/// the index is replaced a folder keeps its old weights, and from then on has the new ones.
/// </summary>
internal sealed partial class WeightsTarget
{
    private readonly string _folder;

    private WeightsTarget(string folder, IReadOnlyList<string> names) => (_folder, Names) = (folder, names);

    /// <summary>The names of the files that hold tensors, in the order of the tensors.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether an index says which of the files holds which tensor.</summary>
    public bool HasIndex => Names.Count > 1;

    /// <summary>One file, wherever it is and whatever it is called.</summary>
    public static WeightsTarget File(string path) => new(Path.GetDirectoryName(Path.GetFullPath(path))!, [Path.GetFileName(path)]);

    /// <summary>The weights of a model folder, in as many files.</summary>
    public static WeightsTarget Folder(string folder, int count)
    {
        if (count == 1)
        {
            return new WeightsTarget(folder, [TensorSource.SingleFile]);
        }

        for (var generation = 1; ; generation++)
        {
            var stem = generation == 1 ? "model" : string.Create(CultureInfo.InvariantCulture, $"model.{generation}");
            var names = Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{stem}-{i:00000}-of-{count:00000}.safetensors")).ToList();
            if (!names.Exists(name => System.IO.File.Exists(Path.Combine(folder, name))))
            {
                return new WeightsTarget(folder, names);
            }
        }
    }

    /// <summary>The path of one of the names, or of the index.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>The file by which a reader finds the weights.</summary>
    public string Entrance => HasIndex ? TensorSource.IndexFile : Names[0];

    /// <summary>Removes what the folder's former weights left, which a reader could take for the present ones.</summary>
    /// <exception cref="FileAccessException">A file cannot be removed.</exception>
    public void RemoveFormer()
    {
        if (!Directory.Exists(_folder) || Entrance is not (TensorSource.SingleFile or TensorSource.IndexFile))
        {
            return;
        }

        var former = Directory.EnumerateFiles(_folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => name is TensorSource.SingleFile or TensorSource.IndexFile || ShardName().IsMatch(name))
            .Where(name => name != Entrance && !Names.Contains(name));
        foreach (var name in former.ToList())
        {
            try
            {
                System.IO.File.Delete(PathOf(name));
            }
            catch (Exception exception) when (FileAccessException.IsFileError(exception))
            {
                throw FileAccessException.Writing(PathOf(name), exception);
            }
        }
    }

    [GeneratedRegex(@"^model(\.[0-9]+)?-[0-9]{5}-of-[0-9]{5}\.safetensors$")]
    private static partial Regex ShardName();
}
