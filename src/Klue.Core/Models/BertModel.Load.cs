using Klue.Checkpoints;
using Klue.Configuration;

namespace Klue.Models;

public sealed partial class BertModel
{
    /// <summary>
    /// Loads the config.json and the safetensors weights of a Hugging Face model folder, on all processors, packing each tensor as
    /// it is read: no memory is taken but what the model keeps.
    /// </summary>
    /// <exception cref="ConfigurationException">config.json is missing a key, lies, or asks for what BERT is not.</exception>
    /// <exception cref="CheckpointException">A tensor is missing or misshapen; nothing is ever initialised at random.</exception>
    /// <exception cref="Safetensors.SafetensorsException">A file breaks a rule of the format.</exception>
    /// <exception cref="IO.FileAccessException">The folder or a file is not there or cannot be read.</exception>
    public static BertModel Load(string folder, CheckpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Load(folder, NameOf(folder), options);
    }

    /// <summary>Loads a model from a checkpoint, on all processors. The checkpoint may be closed afterwards.</summary>
    /// <exception cref="CheckpointException">A tensor is missing or misshapen; nothing is ever initialised at random.</exception>
    /// <exception cref="IO.FileAccessException">A file cannot be read any more.</exception>
    public static BertModel Load(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return Load(checkpoint, NameOf(Path.GetDirectoryName(checkpoint.Source.Path) is { Length: > 0 } folder ? folder : "."));
    }

    /// <summary>Loads a model whose weights may lie in a folder of another name than the model's.</summary>
    internal static BertModel Load(string folder, string name, CheckpointOptions? options)
    {
        using var checkpoint = Checkpoint.Open(folder, BertConfig.Load(folder), options);
        return Load(checkpoint, name);
    }

    /// <summary>What a model is called that lies in a folder.</summary>
    internal static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static BertModel Load(Checkpoint checkpoint, string name)
    {
        KernelWarmUp.Start(checkpoint);
        var loader = new BertModelLoader(checkpoint);
        var embeddings = loader.Embeddings();
        var layers = loader.Layers();
        var heads = loader.Heads(embeddings);
        loader.Fill();
        return new BertModel(name, checkpoint.Config, embeddings, layers, heads, checkpoint.Warnings);
    }
}
