using Klue.Safetensors;

namespace Klue.Checkpoints;

/// <summary>Opens the weights of a model wherever a folder keeps them.</summary>
public static class TensorSource
{
    /// <summary>The weights of a folder in one file.</summary>
    public const string SingleFile = "model.safetensors";

    /// <summary>The index of a folder's weights in shards.</summary>
    public const string IndexFile = "model.safetensors.index.json";

    private static readonly string[] PickleFiles = ["pytorch_model.bin", "pytorch_model.bin.index.json"];

    /// <summary>
    /// Opens the weights of a model folder (<c>model.safetensors</c>, else <c>model.safetensors.index.json</c> with its
    /// shards), or the one file or index that is named.
    /// </summary>
    /// <exception cref="CheckpointException">The folder holds no weights that can be read.</exception>
    /// <exception cref="SafetensorsException">A file breaks a rule of the format.</exception>
    /// <exception cref="Configuration.ConfigurationException">The index is no index.</exception>
    /// <exception cref="IO.FileAccessException">A file cannot be read.</exception>
    public static ITensorSource Open(string path, SafetensorsAccess access = SafetensorsAccess.Streamed) => Open(path, _ => access);

    /// <summary>Opens the weights of a model folder, or the one file or index that is named; each file's access is chosen by its metadata.</summary>
    internal static ITensorSource Open(string path, Func<IReadOnlyDictionary<string, string>, SafetensorsAccess> accessFor)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = Directory.Exists(path) ? FindWeights(path) : path;
        return file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? ShardedTensors.Open(file, accessFor)
            : SafetensorsFile.Open(file, accessFor);
    }

    private static string FindWeights(string folder)
    {
        string[] candidates = [SingleFile, IndexFile, .. PickleFiles];
        var found = Array.Find(candidates, name => File.Exists(Path.Combine(folder, name)));
        return found is null || PickleFiles.Contains(found)
            ? throw new CheckpointException(
                folder,
                null,
                $"{SingleFile} or {IndexFile}",
                found is null ? "neither" : $"{found}, which klue-convert makes into {SingleFile}")
            : Path.Combine(folder, found);
    }
}
